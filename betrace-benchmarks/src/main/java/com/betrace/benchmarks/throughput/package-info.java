/**
 * The packaged service under load, measured from outside: spans a second, processor time for a span, how long senders wait, and
 * whether it found exactly what it had to.
 */
@NullMarked
package com.betrace.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
