package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleTest;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order and the delays in which the spans of a test arrive. */
class ArrivalTest {

    /** Spans whose parent never comes, so that only silence or age closes the trace. */
    private static final String ORPHANS = """
            r - gw  pay    0 900 SERVER
            c 9 pay charge 100 200
            d 9 pay d      1 1
            e 9 pay e      1 1
            g 9 pay g      1 1
            h 9 pay h      1 1
            f 9 pay check  1 1
            """;

    private static final String TRACE = """
            r - gw  pay    0 900 SERVER
            c r pay charge 100 200
            f r pay check  10 20
            """;

    private static final CompiledRule CHECKED =
            rule(RuleDefinition.builder("r", "when(has('charge')).always(has('check'))"));

    private static CompiledRule rule(RuleDefinition.Builder rule) {
        return CaseRunnerTest.compiled(rule.build());
    }

    private static RuleDefinition.Builder closedBy(String reason) {
        return RuleDefinition.builder("r", "trace.closedBy == '" + reason + "'");
    }

    private static CaseResult run(CompiledRule rule, String trace, String... arrive) {
        return CaseRunner.run(rule, new RuleTest("x", Verdict.VIOLATED, List.of(), trace, List.of(arrive)));
    }

    /** The trace closes by its root 10 s after the last span, and lingers for 60 s; by then it is judged for good. */
    @ParameterizedTest
    @CsvSource({"9s, SATISFIED", "10s, SATISFIED", "69.999s, SATISFIED", "70s, VIOLATED", "2h, VIOLATED"})
    void lateSpan_isSeenWhileTheTraceLingers(String delay, Verdict expected) {
        assertThat(run(CHECKED, TRACE, "f@+" + delay).actual()).isEqualTo(expected);
    }

    @Test
    void unlistedSpans_comeFirstAndDelaysAddUp() {
        assertThat(run(CHECKED, TRACE, "c@+4s", "f@+65999ms").actual()).isEqualTo(Verdict.SATISFIED);
        assertThat(run(CHECKED, TRACE, "c@+4s", "f@+71s").actual()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void spanAfterTheLinger_isJudgedByItsOwnData() {
        CompiledRule own = rule(RuleDefinition.builder("r", "span.name == 'check'"));
        CompiledRule inTrace = rule(RuleDefinition.builder("r", "span.name == 'check' && trace.spans.count > 0"));
        CompiledRule presence = rule(RuleDefinition.builder("r", "has('check')"));

        assertThat(run(own, TRACE, "f@+1h").actual()).isEqualTo(Verdict.VIOLATED);
        assertThat(run(inTrace, TRACE, "f@+1h").actual()).isEqualTo(Verdict.SATISFIED);
        assertThat(run(presence, TRACE, "f@+1h").actual()).isEqualTo(Verdict.SATISFIED);
    }

    @Test
    void trace_closesAsItWouldInLife() {

        assertThat(run(rule(closedBy("ROOT")), TRACE).actual()).isEqualTo(Verdict.VIOLATED);
        assertThat(run(evaluated(closedBy("IDLE")), ORPHANS).actual()).isEqualTo(Verdict.VIOLATED);
        assertThat(run(evaluated(closedBy("MAX_AGE")), ORPHANS, "d@+29s", "e@+29s", "g@+29s", "h@+29s")
                        .actual())
                .isEqualTo(Verdict.VIOLATED);
    }

    private static CompiledRule evaluated(RuleDefinition.Builder rule) {
        return rule(rule.onPartial(PartialPolicy.EVALUATE));
    }

    @Test
    void traceClosedByAge_isNotJudgedAgain() {
        CompiledRule check = rule(RuleDefinition.builder("r", "has('check')"));

        assertThat(run(check, ORPHANS, "d@+29s", "e@+29s", "g@+29s", "h@+29s", "f@+3s")
                        .actual())
                .isEqualTo(Verdict.VIOLATED);
        assertThat(run(check, ORPHANS, "d@+29s", "e@+29s", "g@+29s", "h@+29s", "f@+5s")
                        .actual())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void shorterTimesOfTheRule_haveNoEffect() {
        Completion hasty = new Completion(null, LocalRootPolicy.COMPLETE, null, null, Duration.ofSeconds(5));
        CompiledRule check = rule(RuleDefinition.builder("r", "has('check')").completion(hasty));

        assertThat(run(check, TRACE, "f@+9s").actual()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void completionOfTheRule_holdsTheTrace() {
        Completion patient =
                new Completion(null, LocalRootPolicy.COMPLETE, Duration.ofMinutes(3), Duration.ofMinutes(3), null);
        RuleDefinition.Builder rule = RuleDefinition.builder("r", "when(has('charge')).always(has('check'))");

        assertThat(run(rule(rule), TRACE, "f@+170s").actual()).isEqualTo(Verdict.VIOLATED);
        assertThat(run(rule(rule.completion(patient)), TRACE, "f@+170s").actual())
                .isEqualTo(Verdict.SATISFIED);
    }

    @Test
    void horizonOfTheRule_holdsTheTrace() {
        String followed = "r - gw pay 0 900 SERVER\nc r pay charge 100 200\nf r pay receipt 240000 20";
        CompiledRule rule =
                rule(RuleDefinition.builder("r", "when(spans('charge')).always(c -> c.followedBy('receipt', '5m'))"));

        assertThat(run(rule, followed, "f@+309s").actual()).isEqualTo(Verdict.SATISFIED);
        assertThat(run(rule, followed, "f@+371s").actual()).isEqualTo(Verdict.VIOLATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|'x' is no span of the trace, expected one of [r, c, f]",
                "c|'c' is listed twice",
                "f@8s|'f@8s' is no span of the trace, expected one of [r, c, f]",
                "f@+8|the delay is '8', expected a number and one of the units ns us ms s m h, such as 8s, at most 24h",
                "f@+25h|the delay is '25h', expected a number and one of the units ns us ms s m h, such as 8s, at most 24h",
                "f@+-1s|the delay is '-1s', expected a number and one of the units ns us ms s m h, such as 8s, at most 24h"
            })
    void arrivalThatCannotBeRead_failsTheTest(String arrival, String problem) {
        CaseResult result = run(CHECKED, TRACE, "c", arrival);

        assertThat(result.failure()).isEqualTo("arrive[1]: " + problem);
        assertThat(result.actual()).isNull();
    }

    @Test
    void timesThatAreNone_failTheTest() {
        CompiledRule never = rule(RuleDefinition.builder("r", "has('check')")
                .completion(new Completion(null, LocalRootPolicy.COMPLETE, null, null, Duration.ZERO)));

        assertThat(run(never, TRACE).failure()).isEqualTo("maxAge is PT0S, expected more than zero");
    }
}
