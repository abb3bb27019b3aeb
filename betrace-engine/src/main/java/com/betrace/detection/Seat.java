package com.betrace.detection;

import com.betrace.detection.RuleTally.Count;
import com.betrace.model.Rule;
import com.betrace.model.UndecidedReason;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import java.util.List;

/** One rule as one lane judges by it. Not thread-safe. */
final class Seat {

    private final CompiledRule compiled;
    private final RuleRecord record;
    private final RuleTally tally = new RuleTally();
    private final boolean interpreted;

    /** Evaluations that did not fail, of which the quarantine has not heard. */
    private long unheard;

    /** The number of the last span that was counted. */
    private long arrived;

    Seat(CompiledRule compiled, RuleRecord record) {
        this.compiled = compiled;
        this.record = record;
        this.interpreted = compiled.isInterpreted();
    }

    CompiledRule compiled() {
        return compiled;
    }

    Rule rule() {
        return compiled.rule();
    }

    RuleRecord record() {
        return record;
    }

    boolean isSuspended(long now) {
        return record.quarantine().isSuspended(now);
    }

    /** The finding of a rule in quarantine: undecided for what brought it there. */
    Finding suspended() {
        tally.add(Count.SKIPPED, 1);
        return Finding.undecided(record.quarantine().cause(), null, "");
    }

    /** The finding of a rule whose turn did not come within the time of the trace. */
    Finding outOfTime() {
        tally.add(Count.SKIPPED, 1);
        return Finding.undecided(UndecidedReason.BUDGET, null, "");
    }

    /**
     * Counts evaluations by what they came to; true where their failures bring the rule into quarantine. A trace that is too much
     * for the rule is one failure, however many of its spans were left: a huge one would take the rule from all others.
     */
    boolean evaluated(List<Finding> findings, long now) {
        Finding failure = null;
        long overruns = 0;
        long errors = 0;
        for (int i = 0; i < findings.size(); i++) {
            if (RuleHealth.isFailure(findings.get(i))) {
                failure = findings.get(i);
                overruns += failure.reason() == UndecidedReason.BUDGET ? 1 : 0;
                errors += failure.reason() == UndecidedReason.BUDGET ? 0 : 1;
            }
        }
        tally.add(Count.EVALUATED, findings.size());
        if (interpreted) {
            tally.add(Count.INTERPRETED, findings.size());
        }
        if (failure == null || failure.reason() == null) {
            unheard += findings.size();
            return false;
        }
        tally.add(Count.FAILED, overruns + errors);
        long heard = unheard + (overruns > 0 ? errors + 1 : findings.size());
        unheard = 0;
        return record.quarantine().noteFailed(now, heard, errors + (overruns > 0 ? 1 : 0), failure.reason());
    }

    /**
     * Brings the count of arrived spans to this number; those between are satisfied without an evaluation, because the index did
     * not name the rule for them.
     */
    void arrived(long spans) {
        long missed = spans - arrived;
        if (missed > 0) {
            tally.add(Count.EVALUATED, missed);
            tally.add(Count.SATISFIED, missed);
            unheard += missed;
        }
        arrived = spans;
    }

    /** One more span has arrived, of which the rule is told. */
    void toldOf(long span) {
        arrived(span - 1);
        arrived = span;
    }

    void count(Finding finding) {
        tally.add(finding);
    }

    /** Hands on what was counted. */
    void tell(long now) {
        if (unheard > 0) {
            record.quarantine().note(now, unheard);
            unheard = 0;
        }
        if (!tally.isEmpty()) {
            record.add(tally);
            tally.clear();
        }
    }
}
