package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.InvalidRuleException;
import com.betrace.catalog.RuleCatalog;
import com.betrace.detection.TimeLimit;
import com.betrace.detection.TraceJudgment;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rulecase.RuleTests;
import com.betrace.v1.RuleDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A changed rule, compiled, to be tried before anybody stores it. */
final class DraftedRule {

    private static final Duration TIME = Duration.ofSeconds(5);

    private final CompiledRule program;
    private final TrialApi.Clocks clocks;

    /** FAILED_PRECONDITION where it does not compile. */
    DraftedRule(RuleCatalog catalog, RuleDocument document, TrialApi.Clocks clocks) {
        CatalogedRule rule =
                catalog.validate(document.getId(), RuleDrafts.of(document).definition());
        CompiledRule compiled = rule.program();
        if (compiled == null) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "rule '" + document.getId() + "' would not compile with it, change it by hand: "
                            + new InvalidRuleException(rule.issues()).getMessage());
        }
        this.program = compiled;
        this.clocks = clocks;
    }

    /** Whether it still finds the violation in its trace. */
    boolean stillFinds(Violation violation, Trace trace) {
        Instant now = clocks.wall().instant();
        return TraceJudgment.of(program, trace, TimeLimit.of(TIME, clocks.nanoTime())).violations(now).stream()
                .anyMatch(found -> found.id().equals(violation.id()));
    }

    List<TestFailure> failures(RuleTest test) {
        return new RuleTests(clocks.nanoTime()).failures(program, List.of(test));
    }
}
