package com.betrace.service.storage;

import com.betrace.model.Severity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept.
 *
 * @param age of every severity
 * @param maxBytes of the database, 0 for any number
 */
record RetentionLimits(Map<Severity, Duration> age, long maxBytes) {

    /** The severities that are kept for less than the longest time. */
    Map<Severity, Duration> shorter() {
        Map<Severity, Duration> shorter = new EnumMap<>(age);
        shorter.values().removeIf(longest()::equals);
        return shorter;
    }

    Duration longest() {
        return age.values().stream().max(Duration::compareTo).orElseThrow();
    }
}
