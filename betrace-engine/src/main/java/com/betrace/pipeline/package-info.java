/** The only package with threads: lanes that assemble and judge, fed in batches by any thread. */
@NullMarked
package com.betrace.pipeline;

import org.jspecify.annotations.NullMarked;
