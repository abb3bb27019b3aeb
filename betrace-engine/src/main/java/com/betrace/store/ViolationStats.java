package com.betrace.store;

import com.betrace.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many violations match.
 *
 * @param bySeverity without those that have none
 * @param byRule the rules with the most, by their ids, at most {@value #MAX_KEYS}; equal counts by id
 * @param byService the same of services
 * @param byControl the same of controls, of which a violation may have any number
 * @param series in order of time, without gaps from the first bucket that has one to the last; empty where no interval was given
 */
public record ViolationStats(
        long total,
        Map<Severity, Long> bySeverity,
        List<KeyCount> byRule,
        List<KeyCount> byService,
        List<KeyCount> byControl,
        List<Bucket> series) {

    public static final int MAX_KEYS = 100;
    public static final int MAX_BUCKETS = 10_000;

    /** How many have this key. */
    public record KeyCount(String key, long count) {}

    /**
     * An interval of time.
     *
     * @param start a multiple of the interval since 1970
     */
    public record Bucket(Instant start, Map<Severity, Long> bySeverity) {

        public Bucket {
            bySeverity = Map.copyOf(bySeverity);
        }
    }

    public ViolationStats {
        bySeverity = Map.copyOf(bySeverity);
        byRule = List.copyOf(byRule);
        byService = List.copyOf(byService);
        byControl = List.copyOf(byControl);
        series = List.copyOf(series);
    }
}
