package com.betrace.pipeline;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.CloseReason;
import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleSet;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules that wait for spans hold the traces that concern them, and no others. */
class PatienceTest {

    private static final CompletionPolicy USUAL = PipelineRun.OPTIONS.completion();

    private static final CompiledRule RECEIPT =
            compiled("when(spans('charge')).always(c -> c.followedBy('receipt', '5s'))", Completion.DEFAULT);

    private static final CompiledRule ANSWER =
            compiled("has('ask') && !has('answer')", completion(Duration.ofSeconds(8), null, null));

    private static Completion completion(Duration grace, Duration idle, Duration maxAge) {
        return new Completion(null, LocalRootPolicy.COMPLETE, grace, idle, maxAge);
    }

    private static CompiledRule compiled(String expression, Completion completion) {
        RuleDefinition rule =
                RuleDefinition.builder("r", expression).completion(completion).build();
        return Objects.requireNonNull(
                Rules.compiler().compile(TestSpans.rule("r", rule)).program());
    }

    private static CompletionPolicy wanted(String line, CompiledRule... rules) {
        return Patience.of(RuleSet.of(1, List.of(rules)), USUAL).wantedFor(span(line));
    }

    private static CompletionPolicy seconds(long grace, long idle, long maxAge) {
        return new CompletionPolicy(Duration.ofSeconds(grace), Duration.ofSeconds(idle), Duration.ofSeconds(maxAge));
    }

    @Test
    void ruleThatWaits_holdsWhatConcernsIt() {
        assertThat(wanted("c - pay charge 0 1", RECEIPT, ANSWER)).isEqualTo(seconds(6, 6, 22));
        assertThat(wanted("c - pay ask 0 1", RECEIPT, ANSWER)).isEqualTo(seconds(8, 8, 26));
        assertThat(wanted("c - pay receipt 0 1", RECEIPT, ANSWER)).isNull();
    }

    @Test
    void rulesThatWait_eachGetTheirTime() {
        CompiledRule old = compiled("has('charge') && !has('x')", completion(null, null, Duration.ofMinutes(1)));

        assertThat(wanted("c - pay charge 0 1", RECEIPT, old)).isEqualTo(seconds(6, 6, 60));
    }

    @Test
    void ruleWithShorterTimes_shortensNothing() {
        Duration blink = Duration.ofMillis(1);

        assertThat(wanted("c - pay a 0 1", compiled("!has('x')", completion(blink, blink, blink))))
                .isNull();
    }

    @Test
    void ruleOnASpansOwnData_holdsNothing() {
        assertThat(wanted("c - pay a 0 1", compiled("span.failed", completion(Duration.ofHours(1), null, null))))
                .isNull();
    }

    @Test
    void laneHoldsTheTrace_untilTheRuleNeedsItNoMore() {
        try (PipelineRun run = new PipelineRun(PipelineRun.ONE_LANE, RuleSet.of(1, List.of(RECEIPT))).start()) {
            run.offer(spans(traceId(1), "r - gw pay 0 9\nc r pay charge 1 1"));
            run.offer(spans(traceId(2), "r - gw pay 0 9\nc r pay other 1 1"));
            run.passUntilClosed(1);
            assertThat(run.closed).extracting(Trace::id).containsExactly(traceId(2));

            run.offer(spans(traceId(1), "p r pay receipt 3000 1"));
            run.awaitProcessed(5);
            run.passUntilClosed(2);
            assertThat(run.closed.get(1).spans()).hasSize(3);
            assertThat(run.closed.get(1).closedBy()).isEqualTo(CloseReason.ROOT);
            assertThat(run.violations).isEmpty();
        }
    }
}
