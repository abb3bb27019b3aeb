package com.betrace.store;

import com.betrace.model.Violation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many new violations of a rule in a service are kept in a minute: a rule that breaks on every request must not fill the
 * store. Counts by the time at which they were found. Not thread-safe: it belongs to the one thread that writes.
 */
public final class FloodGuard {

    /** The first of a minute are always kept. */
    public static final int LEAST = 100;

    private static final long SECONDS = 60;

    /** Of so many minutes, those of the newest writes: batches go over the end of one, and clocks back a little. */
    private static final int MINUTES = 2;

    private final int most;
    private final Map<Source, Long> asked = new HashMap<>();
    private final Map<Long, Map<Source, Long>> kept = new LinkedHashMap<>(MINUTES, 1, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<Source, Long>> eldest) {
            return size() > MINUTES;
        }
    };

    private record Source(long minute, String ruleId, String service) {}

    /** @param most in a minute, at least {@value #LEAST} */
    public FloodGuard(int most) {
        if (most < LEAST) {
            throw new IllegalArgumentException("most is " + most + ", expected at least " + LEAST);
        }
        this.most = most;
    }

    /** Keeps everything. */
    public static FloodGuard none() {
        return new FloodGuard(Integer.MAX_VALUE);
    }

    /** Begins a write, whatever became of the one before. */
    public void begin() {
        asked.clear();
    }

    /** Whether there is room for a new violation, which takes it once the write has {@link #succeeded}. */
    public boolean admits(Violation violation) {
        long minute = Math.floorDiv(violation.foundAt().getEpochSecond(), SECONDS);
        Source source = new Source(minute, violation.ruleId(), violation.service());
        long before = asked.getOrDefault(source, 0L)
                + kept.getOrDefault(minute, Map.of()).getOrDefault(source, 0L);
        if (before >= most) {
            return false;
        }
        asked.merge(source, 1L, Long::sum);
        return true;
    }

    /** What was admitted since {@link #begin} is kept. */
    public void succeeded() {
        asked.forEach((source, count) ->
                kept.computeIfAbsent(source.minute(), minute -> new HashMap<>()).merge(source, count, Long::sum));
        asked.clear();
    }
}
