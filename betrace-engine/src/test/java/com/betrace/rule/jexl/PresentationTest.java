package com.betrace.rule.jexl;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.WorkClock;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is shown of a trace with a thousand violations: no part of it takes from another. */
class PresentationTest {

    private static final int CHARGES = 1_000;
    private static final String COSTLY = "${trace.spans.where(s -> s.name == span.name).count()}";

    private static final TraceTree TRACE = trace();

    private static TraceTree trace() {
        StringBuilder trace = new StringBuilder("r - gw GET 0 900 SERVER\n");
        for (int i = 1; i <= CHARGES; i++) {
            trace.append(String.format(
                    "%x r pay charge %d 1 tenant=%s%n", 0x1000 + i, i % 800, i % 2 == 0 ? "acme" : "test"));
        }
        return TraceTree.of(TestSpans.trace(trace.toString()));
    }

    private static RuleDefinition.Builder charges() {
        return RuleDefinition.builder("r", "span.name == 'charge' && span.parent.name == 'GET'");
    }

    private static Exemption exempt(String when) {
        return new Exemption(when, "team-pay", "load test", null);
    }

    private static List<Finding> judge(RuleDefinition.Builder rule, WorkClock nanoTime) {
        return new JexlRuleCompiler(RuleLimits.defaults(), nanoTime, () -> TIME_ZERO)
                .compile(TestSpans.rule("r", rule.build()), Rules.NAMES)
                .program()
                .judge(TRACE);
    }

    private static List<Finding> judge(RuleDefinition.Builder rule) {
        return judge(rule, () -> 0);
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    @Test
    void costlyMessage_changesNoVerdictAndNoFingerprint() {
        List<Finding> findings = judge(charges()
                .message(COSTLY)
                .fingerprint(List.of("span.name", "span.tenant"))
                .exceptions(List.of(exempt("span.tenant == 'test'"))));

        assertThat(count(findings, Verdict.EXCEPTED)).isEqualTo(CHARGES / 2);
        assertThat(count(findings, Verdict.VIOLATED)).isEqualTo(CHARGES / 2);
        assertThat(findings).extracting(Finding::message).contains("1000", "(error)");
        assertThat(findings)
                .filteredOn(f -> f.evidence() != null)
                .allSatisfy(f -> assertThat(f.evidence().fingerprint()).containsExactly("charge", "acme"));
    }

    @Test
    void costlyExceptions_leaveFindingsUndecidedNotViolated() {
        List<Finding> findings =
                judge(charges().exceptions(List.of(exempt("trace.spans.where(s -> s.name == span.name).count() > 1"))));

        assertThat(count(findings, Verdict.EXCEPTED)).isPositive();
        assertThat(count(findings, Verdict.VIOLATED)).isZero();
        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.UNDECIDED)
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.reason()).isEqualTo(UndecidedReason.BUDGET))
                .allSatisfy(f -> assertThat(f.failure()).startsWith("exceptions[0].when came to no end"));
    }

    @Test
    void fingerprint_isTheSameForTheFirstViolationAndTheLast() {
        List<Finding> findings = judge(charges().fingerprint(List.of("count(s -> s.name == span.name)")));

        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.VIOLATED)
                .hasSize(CHARGES)
                .allSatisfy(f -> assertThat(f.evidence().fingerprint()).containsExactly("1000"));
    }

    @Test
    void fingerprintThatCostsTooMuch_isAnErrorForAll() {
        List<Finding> findings = judge(charges().fingerprint(List.of("every((1..100000), x -> x > 0) && span.failed")));

        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.VIOLATED)
                .hasSize(CHARGES)
                .allSatisfy(f -> assertThat(f.evidence().fingerprint()).containsExactly("(error)"));
    }

    @Test
    void fingerprintsBeyondTheirTime_areErrorsThatAreReported() {
        AtomicLong now = new AtomicLong();
        List<Finding> findings = judge(
                RuleDefinition.builder("r", "spans(\"charge\").groupBy(s -> s.id)")
                        .fingerprint(List.of("group.key", "span.tenant")),
                () -> now.addAndGet(60_000));

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.VIOLATED);
        assertThat(findings)
                .filteredOn(f -> f.failure().isEmpty())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.evidence().fingerprint()).doesNotContain("(error)"));
        assertThat(findings)
                .filteredOn(f -> !f.failure().isEmpty())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.failure())
                        .isEqualTo("the fingerprint came to no end: the rule took more time than it may"));
    }

    @Test
    void timeOfMessages_isNotTakenFromTheVerdict() {
        AtomicLong now = new AtomicLong();
        List<Finding> findings = judge(
                charges().message(COSTLY).exceptions(List.of(exempt("span.tenant == 'test'"))),
                () -> now.addAndGet(7_000));

        assertThat(count(findings, Verdict.EXCEPTED)).isEqualTo(CHARGES / 2);
        assertThat(count(findings, Verdict.VIOLATED)).isEqualTo(CHARGES / 2);
        assertThat(now.get()).isGreaterThan(50_000_000);
    }

    @Test
    void mismatches_areCountedOnceForAllGroups() {
        TraceTree tree =
                TraceTree.of(TestSpans.trace("r - gw GET 0 9\n1 r p a 1 1 x=abc\n2 r p b 1 1 x=2\n3 r p c 1 1 x=2"));
        List<Finding> findings = Rules.compile("spans(s -> s['x'] != null && !(s['x'] > 5)).groupBy(s -> s.name)")
                .judge(tree);

        assertThat(findings).extracting(Finding::mismatches).containsExactly(1, 0, 0);
    }
}
