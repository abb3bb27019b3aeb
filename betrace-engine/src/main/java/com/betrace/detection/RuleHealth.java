package com.betrace.detection;

import com.betrace.model.Rule;
import com.betrace.model.UndecidedReason;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How each judging rule fares since this version of it began to judge: what it found, what it cost, why it failed last, and
 * whether it is in quarantine because it fails too often. Shared by all lanes. Thread-safe.
 */
public final class RuleHealth {

    private final Map<String, RuleRecord> records = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final boolean live;

    /** Of the rule sets that any lane has met; guarded by this. */
    private long newestRevision;

    /** @param nanoTime monotonic time, by which rules are suspended and tried again */
    public RuleHealth(LongSupplier nanoTime) {
        this(nanoTime, true);
    }

    private RuleHealth(LongSupplier nanoTime, boolean live) {
        this.nanoTime = nanoTime;
        this.live = live;
    }

    /** By which no rule is suspended and no failure logged: for a trial, which has an end and whose failures are results. */
    public static RuleHealth ofTrial(LongSupplier nanoTime) {
        return new RuleHealth(nanoTime, false);
    }

    /** Of this version of the rule; all zero where it has not judged yet. */
    public RuleState of(Rule rule) {
        RuleRecord record = records.get(rule.id());
        return record == null || !record.isOf(rule) ? RuleState.FINE : record.state(nanoTime.getAsLong());
    }

    /** Of every rule that has judged, by id. */
    public Map<String, RuleState> all() {
        Map<String, RuleState> states = new TreeMap<>();
        long now = nanoTime.getAsLong();
        records.forEach((id, record) -> states.put(id, record.state(now)));
        return states;
    }

    /**
     * The records of a rule set, by the rules' ids. A record begins anew with each version of its rule, and ends with the
     * rule. What a lane notes of older versions than another lane knows is not
     * shown.
     */
    synchronized Map<String, RuleRecord> open(RuleSet rules) {
        Map<String, RuleRecord> opened = new HashMap<>();
        rules.all().forEach(compiled -> opened.put(compiled.rule().id(), known(compiled.rule())));
        if (rules.revision() >= newestRevision) {
            newestRevision = rules.revision();
            records.keySet().retainAll(opened.keySet());
            records.putAll(opened);
        }
        return opened;
    }

    private RuleRecord known(Rule rule) {
        RuleRecord known = records.get(rule.id());
        return known != null && known.isOf(rule) ? known : new RuleRecord(rule, live);
    }

    /** Whether a finding says that the rule failed, for which it can be suspended. */
    static boolean isFailure(Finding finding) {
        return finding.reason() == UndecidedReason.ERROR || finding.reason() == UndecidedReason.BUDGET;
    }

    static boolean hasFailure(List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            if (isFailure(findings.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Why an evaluation, or an exception of the rule, failed. */
    public record Failure(long ruleVersion, String message, Instant at) {}

    /**
     * The state of one rule.
     *
     * @param evaluations how often it was evaluated: on a span, a trace or a group
     * @param failures how many of these failed or exceeded the budget
     * @param satisfied without those that are vacuous
     * @param vacuous satisfied because what the rule speaks of did not occur
     * @param excepted would-be violations that exceptions cover
     * @param undecided by reason; a reason that never occurred is absent
     * @param mismatches comparisons and computations that met types which do not go together
     * @param skipped undecided without an evaluation, in quarantine or because the trace had used up its time
     * @param interpreted how many of the evaluations JEXL's own interpreter made
     * @param meanNanos of a sample of the evaluations; 0 before the first
     * @param p99Nanos of the same sample, to within an eighth
     * @param quarantined whether it is suspended now
     * @param quarantines how often it was
     * @param lastFailure null where it never failed
     */
    public record RuleState(
            long evaluations,
            long failures,
            long violated,
            long satisfied,
            long vacuous,
            long excepted,
            Map<UndecidedReason, Long> undecided,
            long mismatches,
            long skipped,
            long interpreted,
            long meanNanos,
            long p99Nanos,
            boolean quarantined,
            long quarantines,
            @Nullable Failure lastFailure) {

        static final RuleState FINE = new RuleState(0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, false, 0, null);

        public RuleState {
            undecided = Map.copyOf(undecided);
        }
    }
}
