package com.betrace.detection;

import com.betrace.model.Rule;
import com.betrace.rule.UndecidedReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How each judging rule fares since it began to judge: what it could not decide, and why it failed last. Thread-safe. */
public final class RuleHealth {

    private static final int MAX_MESSAGE = 300;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Of the rule sets that any lane has met; guarded by this. */
    private long newestRevision;

    /** All zero for a rule of which nothing is known. */
    public State of(String ruleId) {
        Entry entry = entries.get(ruleId);
        return entry == null ? State.FINE : entry.state();
    }

    void violated(Rule rule) {
        entry(rule).violated.increment();
    }

    void undecided(Rule rule, UndecidedReason reason) {
        entry(rule).undecided(reason).increment();
    }

    /** Notes why a rule failed; true for the first time in this version of the rule. */
    boolean failed(Rule rule, String message, Instant at) {
        String kept = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        Entry entry = entry(rule);
        Failure before = entry.lastFailure;
        entry.lastFailure = new Failure(rule.version(), kept, at);
        return before == null || before.ruleVersion() != rule.version();
    }

    /** Forgets the rules that no longer judge; a lane that comes late with older rules changes nothing. */
    synchronized void retain(long revision, Set<String> ruleIds) {
        if (revision > newestRevision) {
            newestRevision = revision;
            entries.keySet().retainAll(ruleIds);
        }
    }

    private Entry entry(Rule rule) {
        return entries.computeIfAbsent(rule.id(), id -> new Entry());
    }

    /**
     * @param violated violations found
     * @param undecided findings by reason; a reason that never occurred is absent
     * @param lastFailure null where it never failed
     */
    public record State(
            long violated,
            Map<UndecidedReason, Long> undecided,
            @Nullable Failure lastFailure) {

        static final State FINE = new State(0, Map.of(), null);

        public State {
            undecided = Map.copyOf(undecided);
        }
    }

    /** Why an evaluation failed. */
    public record Failure(long ruleVersion, String message, Instant at) {}

    private static final class Entry {

        private final LongAdder violated = new LongAdder();
        private final LongAdder[] undecided = new LongAdder[UndecidedReason.values().length];
        private volatile @Nullable Failure lastFailure;

        Entry() {
            for (int i = 0; i < undecided.length; i++) {
                undecided[i] = new LongAdder();
            }
        }

        LongAdder undecided(UndecidedReason reason) {
            return undecided[reason.ordinal()];
        }

        State state() {
            Map<UndecidedReason, Long> counts = new EnumMap<>(UndecidedReason.class);
            for (UndecidedReason reason : UndecidedReason.values()) {
                if (undecided(reason).sum() > 0) {
                    counts.put(reason, undecided(reason).sum());
                }
            }
            return new State(violated.sum(), counts, lastFailure);
        }
    }
}
