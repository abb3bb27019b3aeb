package com.betrace.model;

import java.util.Arrays;
import java.util.Locale;

/** How bad a violation is, mildest first. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Reads a name in any case; throws IllegalArgumentException that names the value and the choices. */
    public static Severity parse(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(severity -> severity.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a severity, expected one of " + Arrays.toString(values())));
    }
}
