package com.betrace.detection;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.rule.SharedNames;
import com.betrace.rule.index.RuleBits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.rule.jexl.MessyRules;
import com.betrace.testkit.ManualClock;
import com.betrace.testkit.TestSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that an index names for a span find and count what they find and count where each is asked. */
class IndexedJudgingTest {

    private static final int RULES = 1_500;
    private static final int TRACES = 80;
    private static final int SPANS = 4;

    private static final JexlRuleCompiler COMPILED =
            new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> TIME_ZERO);

    private final Random random = new Random(20_261_124);
    private final MessyRules messy = new MessyRules(random);
    private final List<String> expressions = Stream.generate(this::expression)
            .filter(text -> COMPILED.compile(rule("r", text), SharedNames.NONE).program() != null)
            .limit(RULES)
            .toList();

    private String expression() {
        return switch (random.nextInt(7)) {
            case 0 -> messy.trigger(2);
            case 3, 4 -> messy.traceRule();
            case 1 -> "span.name == 'charge' && (" + messy.condition(1) + ")";
            case 2 -> "span.a == " + random.nextInt(3) + " || span['c.d'] == 'abc'";
            default -> messy.condition(2);
        };
    }

    private static Rule rule(String id, String expression) {
        return TestSpans.rule(id, RuleDefinition.builder(id, expression).build());
    }

    private RuleSet rules(JexlRuleCompiler compiler) {
        List<CompiledRule> rules = new ArrayList<>();
        for (String expression : expressions) {
            rules.add(compiler.compile(rule("r" + rules.size(), expression), SharedNames.NONE)
                    .program());
        }
        return RuleSet.of(1, rules);
    }

    @Test
    void manyRulesOnMessySpans_findAndCountAsWithoutAnIndex() {
        RuleSet indexed = rules(COMPILED);
        RuleSet others = rules(COMPILED.interpreting());
        DetectorRun one = new DetectorRun(() -> indexed, new ManualClock());
        DetectorRun other = new DetectorRun(() -> others, new ManualClock());
        long named = 0;
        for (int trace = 0; trace < TRACES; trace++) {
            List<Span> spans = new ArrayList<>();
            for (int id = 1; id <= SPANS; id++) {
                spans.add(messy.span(id));
            }
            judge(one, spans);
            judge(other, spans);
            named += spans.stream().mapToLong(span -> named(indexed, span)).sum();
        }

        assertThat(one.found).isEqualTo(other.found).isNotEmpty();
        assertThat(one.verdicts()).isEqualTo(other.verdicts());
        assertThat(states(one, indexed)).isEqualTo(states(other, indexed));
        assertThat(named).isLessThan(SPANS * TRACES * indexed.spanRules().size() * 9L / 10);
    }

    private static void judge(DetectorRun run, List<Span> spans) {
        OpenJudgment judgment = run.detector.begin();
        spans.forEach(span -> run.judge(judgment, span));
        run.judge(judgment, TestSpans.trace(CloseReason.ROOT, spans));
    }

    private static long named(RuleSet rules, Span span) {
        RuleBits found = rules.spanIndex().finder().find(span);
        long named = 0;
        for (int place = found.next(0); place >= 0; place = found.next(place + 1)) {
            named++;
        }
        return named;
    }

    /** What each rule found; of rules on traces it may differ how often triggers were asked. */
    private static TreeMap<String, List<Long>> states(DetectorRun run, RuleSet rules) {
        TreeMap<String, List<Long>> states = new TreeMap<>();
        rules.all().forEach(rule -> {
            RuleState state = run.state(rule.rule().id());
            long evaluations = rule.scope() == RuleScope.SPAN ? state.evaluations() : 0;
            states.put(
                    rule.rule().id() + " " + rule.rule().expression(),
                    List.of(
                            evaluations,
                            state.violated(),
                            state.satisfied(),
                            state.vacuous(),
                            state.failures(),
                            state.mismatches(),
                            state.quarantines()));
        });
        return states;
    }
}
