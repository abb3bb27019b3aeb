package com.betrace.rulecase;

import com.betrace.detection.TimeLimit;
import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.WorkClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tries rules by their tests, each within a time of its own, so that no rule holds up a change for long. Thread-safe. */
public final class RuleTests {

    /** For all tests of a rule: far more than tests need that somebody wrote by hand. */
    private static final Duration TIME = Duration.ofSeconds(5);

    private static final String NOT_RUN = "not run: the tests of this rule took more than " + TIME.toSeconds()
            + " s, or those of all rules of this change too long";

    /** For the tests of all rules that one change tries. */
    private static final Duration TIME_OF_ALL = Duration.ofSeconds(30);

    private final WorkClock nanoTime;
    private final TimeLimit all;

    /**
     * The time of all rules begins now.
     *
     * @param nanoTime monotonic time
     */
    public RuleTests(WorkClock nanoTime) {
        this.nanoTime = nanoTime;
        this.all = TimeLimit.of(TIME_OF_ALL, nanoTime);
    }

    /** What does not hold, in the order of the tests; a test whose turn does not come in time fails too. */
    public List<TestFailure> failures(CompiledRule rule, List<RuleTest> tests) {
        TimeLimit limit = TimeLimit.of(TIME, nanoTime).within(all);
        List<TestFailure> failures = new ArrayList<>();
        for (RuleTest test : tests) {
            CaseResult result =
                    limit.isOver() ? CaseResult.unreadable(test, NOT_RUN) : CaseRunner.run(rule, test, limit);
            if (!result.passed()) {
                failures.add(result.toFailure());
            }
        }
        return failures;
    }
}
