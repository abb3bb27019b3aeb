/**
 * The only package with threads. Any thread offers spans to {@link com.betrace.pipeline.SpanPipeline}; each trace belongs
 * to one lane, whose single thread assembles and judges it. What the pipeline tells the outside goes through the ports
 * here, which are called on lane threads.
 */
@NullMarked
package com.betrace.pipeline;

import org.jspecify.annotations.NullMarked;
