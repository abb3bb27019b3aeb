package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import com.betrace.model.Verdict;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTestsTest {

    private final ManualClock clock = new ManualClock();
    private final RuleTests tests = new RuleTests(clock);

    private static RuleTest test(String name, Verdict expect, String trace) {
        return new RuleTest(name, expect, List.of(), trace, List.of());
    }

    @Test
    void failures_areThoseOfTheTestsThatDoNotHold() {
        List<TestFailure> failures = tests.failures(
                FakeRule.onSpan("r", span -> span.name().equals("bad")),
                List.of(
                        test("holds", Verdict.VIOLATED, "r - gw bad 0 1"),
                        test("does not", Verdict.VIOLATED, "r - gw good 0 1"),
                        test("cannot be read", Verdict.SATISFIED, "r - gw good 0")));

        assertThat(failures)
                .containsExactly(
                        new TestFailure(
                                "does not",
                                Verdict.VIOLATED,
                                Verdict.SATISFIED,
                                "expected VIOLATED, but it is SATISFIED"),
                        new TestFailure(
                                "cannot be read",
                                Verdict.SATISFIED,
                                null,
                                "line 1: expected 'id parent service name start-ms duration-ms', found r - gw good 0"));
    }

    @Test
    void testWithoutTime_fails() {
        List<TestFailure> failures = tests.failures(
                FakeRule.onSpan("r", span -> {
                    clock.advance(Duration.ofSeconds(3));
                    return false;
                }),
                List.of(
                        test("one", Verdict.SATISFIED, "r - gw a 0 1"),
                        test("two", Verdict.SATISFIED, "r - gw a 0 1\ns r gw b 0 1"),
                        test("three", Verdict.SATISFIED, "r - gw a 0 1")));

        assertThat(failures)
                .extracting(TestFailure::test, TestFailure::message)
                .containsExactly(
                        tuple(
                                "two",
                                "expected SATISFIED, but it is UNDECIDED [BUDGET]:"
                                        + " not judged: there was no time left"),
                        tuple(
                                "three",
                                "not run: the tests of this rule took more than 5 s, or those of all rules of this change too long"));
    }
}
