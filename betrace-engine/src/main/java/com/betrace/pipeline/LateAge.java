package com.betrace.pipeline;

import java.util.concurrent.TimeUnit;

/** How long after the close of its trace a late span came. */
public enum LateAge {
    /** In the linger, however long that is: its trace is judged again. */
    LINGER(0),
    UNDER_2M(2),
    UNDER_5M(5),
    UNDER_15M(15),
    UNDER_1H(60),
    OVER_1H(Long.MAX_VALUE);

    private final long minutes;

    LateAge(long minutes) {
        this.minutes = minutes;
    }

    /** That of a span that came after the linger. */
    static LateAge of(long nanos) {
        long passed = TimeUnit.NANOSECONDS.toMinutes(nanos);
        for (LateAge age : values()) {
            if (passed < age.minutes) {
                return age;
            }
        }
        return OVER_1H;
    }
}
