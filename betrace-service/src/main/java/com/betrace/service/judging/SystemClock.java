package com.betrace.service.judging;

import com.betrace.rule.WorkClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The clocks of the machine. */
public final class SystemClock implements WorkClock {

    public static final WorkClock INSTANCE = new SystemClock();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private SystemClock() {}

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }

    @Override
    public long processorNanos() {
        try {
            long time = threads.getCurrentThreadCpuTime();
            return time < 0 ? getAsLong() : time;
        } catch (UnsupportedOperationException e) { // a virtual thread, or a machine that does not tell
            return getAsLong();
        }
    }
}
