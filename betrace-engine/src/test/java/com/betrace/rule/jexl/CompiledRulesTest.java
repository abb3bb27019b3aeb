package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.oracle.RandomRules;
import com.betrace.oracle.RandomTraces;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.index.SpanIndex;
import com.betrace.testkit.TestSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled rules find what JEXL's interpreter finds: the same verdicts, offenders, explanations, mismatches and steps. */
class CompiledRulesTest {

    private static final int MESSY_RULES = Integer.getInteger("betrace.differential.rules", 20_000);
    private static final int MESSY_TRACE_RULES = MESSY_RULES / 4;
    private static final long SEED = Long.getLong("betrace.differential.seed", 20_271_121);
    private static final int SPANS = 8;
    private static final int TRACES = 6;

    private static final JexlRuleCompiler COMPILED =
            new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> TestSpans.TIME_ZERO);
    private static final JexlRuleCompiler INTERPRETED = COMPILED.interpreting();

    private record Both(CompiledRule compiled, CompiledRule interpreted) {

        List<Finding> bySpan(Span span) {
            List<Finding> found = List.of(compiled.judge(span));
            assertThat(found).isEqualTo(List.of(interpreted.judge(span)));
            if (!isNamedFor(span)) {
                assertThat(found).containsExactly(Finding.SATISFIED);
            }
            return found;
        }

        /** Whether the index has the rule judge the span. */
        boolean isNamedFor(Span span) {
            return compiled.spanKeys() == null
                    || new SpanIndex(List.of(compiled.spanKeys()))
                            .finder()
                            .find(span)
                            .has(0);
        }

        boolean isNamedFor(TraceTree tree) {
            return compiled.traceKeys() == null
                    || new SpanIndex(List.of(compiled.traceKeys()))
                            .finder()
                            .find(tree.spans())
                            .has(0);
        }

        void byTrace(TraceTree tree) {
            if (compiled.scope() == RuleScope.SPAN) {
                tree.spans().forEach(this::bySpan);
            } else {
                List<Finding> found = interpreted.judge(tree);
                assertThat(compiled.judge(tree)).isEqualTo(found);
                if (!isNamedFor(tree)) {
                    assertThat(compiled.judgeWithoutKeys(tree)).isEqualTo(found);
                }
            }
            if (compiled.isPresenceTrigger()) {
                tree.spans().forEach(this::bySpan);
            }
        }
    }

    private static Both both(RuleDefinition definition) {
        return new Both(
                program(COMPILED.compile(TestSpans.rule("r", definition), Rules.NAMES)),
                program(INTERPRETED.compile(TestSpans.rule("r", definition), Rules.NAMES)));
    }

    private static CompiledRule program(RuleCompilation compilation) {
        if (compilation.program() == null) {
            throw new AssertionError("does not compile:\n" + Rules.display(compilation.issues()));
        }
        return compilation.program();
    }

    static Stream<RuleCases.Case> cases() {
        return Stream.of("acceptance.txt", "language-cases.txt").flatMap(RuleCases::read);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cases_areFoundAsInterpreted(RuleCases.Case example) {
        Both both = both(RuleDefinition.builder("r", example.expression())
                .params(Rules.PARAMS)
                .build());

        assertThat(both.compiled().isInterpreted()).isFalse();
        assertThat(both.interpreted().isInterpreted()).isTrue();
        both.byTrace(TraceTree.of(TestSpans.trace(example.trace())));
    }

    @Property(tries = 1000)
    void randomRules_findAsInterpreted(@ForAll long seed) {
        Random random = new Random(seed);
        Both both = both(new RandomRules(random).rule("r").definition());
        for (int i = 0; i < 5; i++) {
            List<Span> spans = RandomTraces.spans(random.nextLong());
            CloseReason reason = random.nextInt(4) == 0 ? CloseReason.MAX_AGE : CloseReason.ROOT;
            both.byTrace(TraceTree.of(new Trace(spans.get(0).traceId(), spans, reason, false, TestSpans.TIME_ZERO)));
        }
    }

    /** With values that are of the wrong type, at the edge of their type, or missing. */
    @Test
    void messyRulesOnMessySpans_findAsInterpreted() {
        Random random = new Random(SEED);
        MessyRules messy = new MessyRules(random);
        int judged = 0;
        long violated = 0;
        long unnamed = 0;
        while (judged < MESSY_RULES) {
            String expression = judged % 4 == 0 ? messy.trigger(3) : messy.condition(3);
            RuleCompilation compilation = COMPILED.compile(
                    TestSpans.rule(
                            "r",
                            RuleDefinition.builder("r", expression)
                                    .params(Rules.PARAMS)
                                    .build()),
                    Rules.NAMES);
            if (compilation.program() == null) {
                continue;
            }
            Both both = both(
                    RuleDefinition.builder("r", expression).params(Rules.PARAMS).build());
            judged++;
            for (int i = 0; i < SPANS; i++) {
                Span span = messy.span();
                violated += both.bySpan(span).get(0).evidence() == null ? 0 : 1;
                unnamed += both.isNamedFor(span) ? 0 : 1;
            }
        }
        assertThat(unnamed).isGreaterThan(judged * SPANS / 50L);
        assertThat(violated).isBetween(judged * SPANS / 10L, judged * SPANS * 9L / 10);
    }

    /** Most of which a filter knows without evaluation. */
    @Test
    void messyTraceRules_findAsInterpreted() {
        Random random = new Random(SEED + 1);
        MessyRules messy = new MessyRules(random);
        int judged = 0;
        long filtered = 0;
        long unnamed = 0;
        long violated = 0;
        while (judged < MESSY_TRACE_RULES) {
            RuleDefinition definition = RuleDefinition.builder("r", messy.traceRule())
                    .params(Rules.PARAMS)
                    .build();
            if (COMPILED.compile(TestSpans.rule("r", definition), Rules.NAMES).program() == null) {
                continue;
            }
            Both both = both(definition);
            if (both.compiled().scope() != RuleScope.TRACE) {
                continue;
            }
            judged++;
            for (int i = 0; i < TRACES; i++) {
                TraceTree tree = TraceTree.of(messyTrace(messy, random));
                both.byTrace(tree);
                unnamed += both.isNamedFor(tree) ? 0 : 1;
                filtered += ((JexlRule) both.compiled()).filtered(tree) == null ? 0 : 1;
                violated += both.compiled().judge(tree).get(0).evidence() == null ? 0 : 1;
            }
        }
        assertThat(violated).isGreaterThan(judged * TRACES / 10L);
        assertThat(filtered).isGreaterThan(judged * TRACES / 10L);
        assertThat(unnamed).isGreaterThan(judged * TRACES / 50L);
    }

    /** Of up to four spans; the first, which is the root, may be missing. */
    private static Trace messyTrace(MessyRules messy, Random random) {
        List<Span> spans = new ArrayList<>();
        for (int id = 1 + random.nextInt(8) / 7; spans.isEmpty() || random.nextInt(4) > 0 && id < 5; id++) {
            spans.add(messy.span(id));
        }
        return TestSpans.trace(random.nextInt(4) == 0 ? CloseReason.IDLE : CloseReason.ROOT, spans);
    }
}
