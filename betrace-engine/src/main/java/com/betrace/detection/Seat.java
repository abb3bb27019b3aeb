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

    /** Evaluations that did not fail, of which the quarantine has not heard. */
    private long unheard;

    Seat(CompiledRule compiled, RuleRecord record) {
        this.compiled = compiled;
        this.record = record;
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

    /** Counts evaluations by what they came to; true where their failures bring the rule into quarantine. */
    boolean evaluated(List<Finding> findings, long now) {
        Finding failure = null;
        long failed = 0;
        for (int i = 0; i < findings.size(); i++) {
            if (RuleHealth.isFailure(findings.get(i))) {
                failure = findings.get(i);
                failed++;
            }
        }
        tally.add(Count.EVALUATED, findings.size());
        unheard += findings.size();
        if (failure == null || failure.reason() == null) {
            return false;
        }
        tally.add(Count.FAILED, failed);
        long heard = unheard;
        unheard = 0;
        return record.quarantine().noteFailed(now, heard, failed, failure.reason());
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
