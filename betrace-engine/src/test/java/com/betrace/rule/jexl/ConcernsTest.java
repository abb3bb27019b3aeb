package com.betrace.rule.jexl;

import static com.betrace.testkit.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.oracle.RandomTraces;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which spans may make a rule violated, told before any trace is judged. */
class ConcernsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "when(spans('pay.*')).always(c -> c.followedBy('receipt', '5m'))#pay.charge#receipt",
                "when(spans('pay', p -> p.amount > 5)).always(has('audit'))#pay#audit",
                "when(has('pay') || has('refund')).always(has('audit'))#refund#audit",
                "has('pay') && !has('audit')#pay#audit",
                "never(spans('a') >> spans('b'))#a#c",
                "count('retry') > 3#retry#other",
                "spans(s -> s.name == 'x' && s.failed)#x#y",
                "spans('a').where(s -> s.failed).groupBy(s -> s.name).where(g -> g.count() > 1)#a#b",
                "sequence('a', 'b', 'c')#a#d",
                "span.name == 'charge' && span.depth > 2#charge#check"
            })
    void spanIsOfConcern_byItsName(String expression, String of, String not) {
        CompiledRule rule = Rules.compile(expression);

        assertThat(rule.concerns(span("x - api " + of + " 0 1"))).isTrue();
        assertThat(rule.concerns(span("x - api " + not + " 0 1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "spans(s -> s.amount > 5 && !s.under('a'))#amount=1",
                "spans(s -> s['db.statement'] =~ '.*')#db.statement=x",
                "spans(s -> s.http.route == 'x')#resource:http=1",
                "when(has(s -> s.has('tenant'))).always(has('audit'))#scope:tenant=x",
                "spans(s -> s.attributes['k'] =^ 'a' || contains(s.j, 'b'))#j=1"
            })
    void spanIsOfConcern_byItsAttributes(String expression, String of) {
        CompiledRule rule = Rules.compile(expression);

        assertThat(rule.concerns(span("x - api a 0 1 " + of))).isTrue();
        assertThat(rule.concerns(span("x - api a 0 1 other=1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "!has('audit')",
                "count('audit') == 0",
                "count('audit') >= 0",
                "spans(s -> s.k != 5)",
                "spans(s -> s.k == null)",
                "spans().all(s -> s.k == 1)",
                "trace.duration > '5s'",
                "has('a') || !has('b')",
                "never(!has('a'))"
            })
    void anySpanIsOfConcern_whereAbsenceCounts(String expression) {
        assertThat(Rules.compile(expression).concerns(span("x - api unheard-of 0 1")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("violated")
    void violatedTrace_hasASpanOfConcern(RuleCases.Case example) {
        assertThat(TestSpans.spans(example.trace())).anyMatch(Rules.compile(example.expression())::concerns);
    }

    static Stream<RuleCases.Case> violated() {
        return Stream.of("acceptance.txt", "language-cases.txt")
                .flatMap(RuleCases::read)
                .filter(example -> example.expected() == Verdict.VIOLATED);
    }

    @Test
    void mostAcceptanceRules_knowWhatConcernsThem() {
        List<RuleCases.Case> all = violated().toList();

        assertThat(all.stream()
                        .filter(example ->
                                !Rules.compile(example.expression()).concerns(span("x - api unheard-of 0 1")))
                        .count())
                .isGreaterThan(all.size() / 3);
    }

    @Property(tries = 3000)
    void traceWithoutSpansOfConcern_isNotViolated(@ForAll long seed) {
        Random random = new Random(seed);
        String expression = truth(random, 3);
        RuleCompilation compilation = Rules.compilation(RuleDefinition.builder("r", expression)
                .onPartial(PartialPolicy.EVALUATE)
                .build());
        CompiledRule rule = compilation.program();
        if (rule == null) {
            return;
        }
        for (int i = 0; i < 5; i++) {
            List<Span> spans = RandomTraces.spans(random.nextLong()).stream()
                    .filter(span -> !rule.concerns(span))
                    .toList();
            assertThat(spans.isEmpty() ? List.of() : judge(rule, spans))
                    .as(expression)
                    .noneMatch(finding -> ((Finding) finding).verdict() == Verdict.VIOLATED);
        }
    }

    private static List<Finding> judge(CompiledRule rule, List<Span> spans) {
        return rule.judge(TraceTree.of(TestSpans.trace(CloseReason.ROOT, spans)));
    }

    private static String truth(Random random, int depth) {
        String set = set(random, depth);
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(10)) {
            case 0 -> "has(" + selector(random, depth) + ")";
            case 1 -> "count(" + selector(random, depth) + ") " + operator(random) + " " + random.nextInt(3);
            case 2 -> set;
            case 3 -> set + ".any(s -> " + test(random, depth) + ")";
            case 4 -> "!(" + truth(random, depth - 1) + ")";
            case 5 -> "(" + truth(random, depth - 1) + " && " + truth(random, depth - 1) + ")";
            case 6 -> "(" + truth(random, depth - 1) + " || " + truth(random, depth - 1) + ")";
            case 7 -> "(" + set + " >> " + set(random, depth) + ")";
            case 8 -> "(" + set + " - " + set(random, depth) + ")";
            default -> set + ".all(s -> " + test(random, depth) + ")";
        };
    }

    private static String set(Random random, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "spans()";
            case 1 -> "spans(" + selector(random, depth) + ").where(s -> " + test(random, 0) + ")";
            case 2 -> "trace.errors";
            default -> "spans(" + selector(random, depth) + ")";
        };
    }

    private static String selector(Random random, int depth) {
        return random.nextBoolean()
                ? "'" + "abcd*".charAt(random.nextInt(5)) + "'"
                : "x -> " + ofX(test(random, depth));
    }

    private static String ofX(String test) {
        return test.replace("s.", "x.");
    }

    private static String test(Random random, int depth) {
        return switch (depth <= 1 ? random.nextInt(7) : random.nextInt(9)) {
            case 0 -> "s.k " + operator(random) + " " + random.nextInt(3);
            case 1 -> random.nextInt(3) + " " + operator(random) + " s.k";
            case 2 -> "s.name " + (random.nextBoolean() ? "==" : "!=") + " '" + "abcd".charAt(random.nextInt(4)) + "'";
            case 3 -> "s.failed";
            case 4 -> "s.has('k')";
            case 5 -> "s.k =~ [0, 1]";
            case 6 -> "s.precededBy('" + "abcd".charAt(random.nextInt(4)) + "')";
            case 7 -> "!(" + test(random, depth - 2) + ")";
            default ->
                "(" + test(random, depth - 2) + (random.nextBoolean() ? " && " : " || ") + test(random, depth - 2)
                        + ")";
        };
    }

    private static String operator(Random random) {
        return List.of("==", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
    }
}
