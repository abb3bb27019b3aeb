package com.betrace.pipeline;

import java.util.concurrent.TimeUnit;

/** How long after the close of its trace a late span came. */
public enum LateAge {
    /** In the linger: its trace is judged again. */
    LINGER("linger", 0),
    UNDER_2_MINUTES("2m", 2),
    UNDER_5_MINUTES("5m", 5),
    UNDER_15_MINUTES("15m", 15),
    UNDER_1_HOUR("1h", 60),
    LONGER("longer", Long.MAX_VALUE);

    private final String label;
    private final long minutes;

    LateAge(String label, long minutes) {
        this.label = label;
        this.minutes = minutes;
    }

    /** For a metric: what it is below. */
    public String label() {
        return label;
    }

    /** That of a span that came after the linger. */
    static LateAge of(long nanos) {
        long passed = TimeUnit.NANOSECONDS.toMinutes(nanos);
        for (LateAge age : values()) {
            if (passed < age.minutes) {
                return age;
            }
        }
        return LONGER;
    }
}
