/** JMH benchmarks of the engine; {@code make bench} runs them. Never deployed. */
@NullMarked
package com.betrace.benchmarks;

import org.jspecify.annotations.NullMarked;
