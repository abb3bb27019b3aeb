package com.betrace.store;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many new violations of a rule in a service are kept in a minute: a rule that breaks on every request must not fill the
 * store. Counts by the time at which they were found. One that was suppressed stays so when its trace is judged again, as long
 * as it is among the newest {@value #REMEMBERED} of them. Not thread-safe: it belongs to the one thread that writes.
 */
public final class FloodGuard {

    /** The first of a minute are always kept. */
    public static final int LEAST = 100;

    /** So many suppressed ones are known again: about 13 MB. */
    static final int REMEMBERED = 100_000;

    private static final long SECONDS = 60;

    /** Of so many minutes, those of the newest writes: batches go over the end of one, and clocks back a little. */
    private static final int MINUTES = 2;

    private final int most;
    private final Map<Source, Long> asked = new HashMap<>();
    private final Set<ViolationId> refused = new HashSet<>();
    private final Map<ViolationId, Boolean> suppressed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ViolationId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
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
        refused.clear();
    }

    /**
     * What a violation that is not stored comes to: OPENED where there is room, which it takes once the write has
     * {@link #succeeded}, else SUPPRESSED, and UNCHANGED when it comes to that again.
     */
    public Change ask(Violation violation) {
        ViolationId id = violation.id();
        if (refused.contains(id) || suppressed.containsKey(id)) {
            return Change.UNCHANGED;
        }
        long minute = Math.floorDiv(violation.foundAt().getEpochSecond(), SECONDS);
        Source source = new Source(minute, violation.ruleId(), violation.service());
        long before = asked.getOrDefault(source, 0L)
                + kept.getOrDefault(minute, Map.of()).getOrDefault(source, 0L);
        if (before >= most) {
            refused.add(id);
            return Change.SUPPRESSED;
        }
        asked.merge(source, 1L, Long::sum);
        return Change.OPENED;
    }

    /** What was asked since {@link #begin} has become of it. */
    public void succeeded() {
        asked.forEach((source, count) ->
                kept.computeIfAbsent(source.minute(), minute -> new HashMap<>()).merge(source, count, Long::sum));
        refused.forEach(id -> suppressed.put(id, true));
        begin();
    }
}
