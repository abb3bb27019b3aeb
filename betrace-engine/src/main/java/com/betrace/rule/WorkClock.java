package com.betrace.rule;

import java.util.function.LongSupplier;

/**
 * Monotonic nanoseconds, which are cheap to read, and those for which the calling thread had a processor, which are not. A
 * thread that was stopped, whether with its process, by the garbage collector or by others on a busy machine, has worked for
 * less than has passed.
 */
@FunctionalInterface
public interface WorkClock extends LongSupplier {

    /** Compared only with others of the same thread; the time that passed, where there is nothing better. */
    default long processorNanos() {
        return getAsLong();
    }
}
