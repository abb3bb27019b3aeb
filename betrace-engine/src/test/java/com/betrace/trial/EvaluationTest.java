package com.betrace.trial;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.betrace.detection.TimeLimit;
import com.betrace.model.CloseReason;
import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.FakeRule;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import com.betrace.trial.Evaluation.OfTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final CompiledRule CHECKED =
            compiled(RuleDefinition.builder("r", "when(spans('charge')).always(c -> c.precededBy('check'))"));

    private static CompiledRule compiled(RuleDefinition.Builder rule) {
        return Rules.compiler().compile(TestSpans.rule("r", rule.build())).program();
    }

    private static Evaluation evaluate(CompiledRule rule, List<Span> spans) {
        return Evaluation.of(rule, GivenTraces.of(spans, TIME_ZERO), TimeLimit.NONE);
    }

    @Test
    void eachTrace_hasItsVerdict() {
        List<Span> spans = new ArrayList<>();
        spans.addAll(spans(traceId(7), "r - gw pay 0 90\nc r pay charge 50 9"));
        spans.addAll(spans(traceId(3), "r - gw pay 0 90\nc r pay charge 50 9\nk r pay check 10 9"));
        spans.addAll(spans(traceId(5), "r - gw pay 0 90"));
        spans.addAll(spans(traceId(4), "c 9 pay charge 50 9"));

        Evaluation evaluation = evaluate(CHECKED, spans);

        assertThat(evaluation.traces())
                .extracting(OfTrace::id, OfTrace::verdict, OfTrace::reason, OfTrace::vacuous)
                .containsExactly(
                        tuple(traceId(7), Verdict.VIOLATED, null, false),
                        tuple(traceId(3), Verdict.SATISFIED, null, false),
                        tuple(traceId(5), Verdict.SATISFIED, null, true),
                        tuple(traceId(4), Verdict.UNDECIDED, UndecidedReason.PARTIAL, false));
        assertThat(evaluation.verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void violation_isWhatWouldBeStored() {
        Evaluation evaluation = evaluate(CHECKED, spans("r - gw pay 0 90\nc r pay charge 50 9"));

        Violation violation = evaluation.traces().get(0).violations().get(0);
        assertThat(violation.id()).isEqualTo(ViolationId.of("r", TestSpans.TRACE, ""));
        assertThat(violation.offenders()).containsExactly(spanId("c"));
        assertThat(violation.foundAt()).isEqualTo(TIME_ZERO);
        assertThat(violation.explanation().roles()).isNotEmpty();
        assertThat(violation.context()).containsEntry("trace.closedBy", "ROOT");
    }

    @Test
    void mixedSpans_areGroupedByTrace() {
        List<Span> one = spans(traceId(1), "r - gw pay 0 90\nc r pay charge 50 9");
        List<Span> two = spans(traceId(2), "r - gw pay 0 90\nc r pay charge 50 9");

        List<Trace> traces = GivenTraces.of(List.of(two.get(1), one.get(0), two.get(0), one.get(1)), TIME_ZERO);

        assertThat(traces).extracting(Trace::id).containsExactly(traceId(2), traceId(1));
        assertThat(traces.get(0).spans()).containsExactly(two.get(1), two.get(0));
        assertThat(traces).extracting(Trace::closedBy).containsOnly(CloseReason.ROOT);
    }

    @Test
    void cutSpan_makesItsTracePartial() {
        Span cut = Span.builder(traceId(1), spanId("a")).truncated(true).build();

        assertThat(GivenTraces.of(List.of(cut), TIME_ZERO).get(0).damaged()).isTrue();
    }

    @Test
    void exceptedAndFailedTraces_saySo() {
        CompiledRule excepted = compiled(RuleDefinition.builder("r", "span.name == 'charge'")
                .exceptions(List.of(new Exemption("span.name == 'charge'", "team", "why", null))));
        CompiledRule broken = FakeRule.onSpanFinding("r", span -> {
            throw new IllegalStateException("no such luck");
        });
        List<Span> spans = spans("r - gw pay 0 90\nc r pay charge 50 9");

        assertThat(evaluate(excepted, spans).verdict()).isEqualTo(Verdict.EXCEPTED);
        assertThat(evaluate(excepted, spans).traces().get(0).violations()).isEmpty();
        assertThat(evaluate(broken, spans).traces())
                .extracting(OfTrace::reason, OfTrace::failure)
                .containsExactly(tuple(UndecidedReason.ERROR, "java.lang.IllegalStateException: no such luck"));
    }

    @Test
    void traceWithoutTime_isUndecided() {
        ManualClock clock = new ManualClock();
        CompiledRule slow = FakeRule.onTrace("r", trace -> {
            clock.advance(Duration.ofSeconds(6));
            return false;
        });
        List<Span> spans = new ArrayList<>();
        for (int trace = 1; trace <= 3; trace++) {
            spans.addAll(spans(traceId(trace), "r - gw pay 0 90"));
        }

        Evaluation evaluation =
                Evaluation.of(slow, GivenTraces.of(spans, TIME_ZERO), TimeLimit.of(Duration.ofSeconds(10), clock));

        assertThat(evaluation.traces()).extracting(OfTrace::reason).containsExactly(null, null, UndecidedReason.BUDGET);
    }
}
