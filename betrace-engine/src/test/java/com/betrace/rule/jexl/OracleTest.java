package com.betrace.rule.jexl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.oracle.NaiveTrace;
import com.betrace.oracle.NaiveTrace.Reading;
import com.betrace.oracle.RandomTraces;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.testkit.TestSpans;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The engine agrees with {@link NaiveTrace} on random traces; the seed of a failure is printed. */
class OracleTest {

    private static final long NO_BOUND = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000;
    private static final long SKEW = 3 * MILLI;

    /** Expressions that yield spans, and what they mean. */
    private static final Map<String, Function<NaiveTrace, List<Span>>> SETS = new LinkedHashMap<>();

    /** Expressions that are true or false, and what they mean. */
    private static final Map<String, Function<NaiveTrace, Boolean>> CONDITIONS = new LinkedHashMap<>();

    static {
        SETS.put(
                "spans('a') >> spans('b')",
                t -> t.where(b -> is(b, "b") && t.ancestors(b).stream().anyMatch(s -> is(s, "a"))));
        SETS.put(
                "spans('a') << spans('b')",
                t -> t.where(b -> is(b, "b") && t.descendants(b).stream().anyMatch(s -> is(s, "a"))));
        SETS.put("spans('a') >>> spans('b')", t -> t.where(b -> is(b, "b") && t.precededBy(b, t.named("a"), NO_BOUND)));
        SETS.put("spans('a') & spans(s -> s.failed)", t -> t.where(s -> is(s, "a") && NaiveTrace.failed(s)));
        SETS.put("spans('a') | spans(s -> s.failed)", t -> t.where(s -> is(s, "a") || NaiveTrace.failed(s)));
        SETS.put("spans('?') - spans('a')", t -> t.where(s -> !is(s, "a")));
        SETS.put(
                "spans('a').children",
                t -> t.where(
                        s -> t.named("a").stream().anyMatch(a -> t.children(a).contains(s))));
        SETS.put(
                "spans('a').descendants",
                t -> t.where(s ->
                        t.named("a").stream().anyMatch(a -> t.descendants(a).contains(s))));
        SETS.put(
                "spans('a').ancestors",
                t -> t.where(
                        s -> t.named("a").stream().anyMatch(a -> t.ancestors(a).contains(s))));
        SETS.put(
                "spans(s -> s.siblings.any(x -> x.failed))",
                t -> t.where(s -> t.siblings(s).stream().anyMatch(NaiveTrace::failed)));
        SETS.put(
                "spans(s -> s.under('a') && s.calls('b'))",
                t -> t.where(s -> t.ancestors(s).stream().anyMatch(x -> is(x, "a"))
                        && t.descendants(s).stream().anyMatch(x -> is(x, "b"))));
        SETS.put("spans().notPrecededBy('a')", t -> t.where(s -> !t.precededBy(s, t.named("a"), NO_BOUND)));
        SETS.put(
                "spans().notPrecededBy(x -> x.name == 'a', '5ms')",
                t -> t.where(s -> !t.precededBy(s, t.named("a"), 5 * MILLI)));
        SETS.put(
                "spans('c').notFollowedBy('b', '3ms')",
                t -> t.where(s -> is(s, "c") && !t.followedBy(s, t.named("b"), 3 * MILLI)));
        SETS.put(
                "spans(s -> s.precededBy(x -> x.k == s.k && x.k != null))",
                t -> t.where(s -> t.precededBy(
                        s,
                        t.where(x -> x.attributes().get("k") != null
                                && x.attributes().get("k").equals(s.attributes().get("k"))),
                        NO_BOUND)));
        SETS.put(
                "when(spans('a')).always(x -> x.followedBy('b'))",
                t -> t.where(s -> is(s, "a") && !t.followedBy(s, t.named("b"), NO_BOUND)));
        SETS.put(
                "when(spans('a')).never(x -> x.precededBy(y -> y.failed, '4ms'))",
                t -> t.where(s -> is(s, "a") && t.precededBy(s, t.where(NaiveTrace::failed), 4 * MILLI)));
        SETS.put("trace.orphans", NaiveTrace::orphans);
        SETS.put("trace.errors", t -> t.where(NaiveTrace::failed));

        CONDITIONS.put("sequence('a', 'b')", t -> t.sequence(t.named("a"), t.named("b")));
        CONDITIONS.put(
                "sequence('a', s -> s.failed, 'a')",
                t -> t.sequence(t.named("a"), t.where(NaiveTrace::failed), t.named("a")));
        CONDITIONS.put("sequence('?', '?', '?', '?')", t -> t.sequence(t.all(), t.all(), t.all(), t.all()));
        CONDITIONS.put(
                "has('a') && !has('b')",
                t -> !t.named("a").isEmpty() && t.named("b").isEmpty());
        CONDITIONS.put(
                "count('a') > count('b')",
                t -> t.named("a").size() > t.named("b").size());
    }

    @Test
    void oracle_sharesNothingWithWhatItChecks() {
        noClasses()
                .that()
                .resideInAPackage("com.betrace.oracle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.betrace.rule..",
                        "com.betrace.assembly..",
                        "com.betrace.detection..",
                        "com.betrace.pipeline..",
                        "com.betrace.store..")
                .because("an oracle that shares code shares its mistakes")
                .check(new ClassFileImporter().importPackages("com.betrace.oracle"));
    }

    private static final Map<String, CompiledRule> EXACT = compileAll(Duration.ZERO);
    private static final Map<String, CompiledRule> SKEWED = compileAll(Duration.ofNanos(SKEW));

    private static boolean is(Span span, String name) {
        return span.name().equals(name);
    }

    private static Map<String, CompiledRule> compileAll(Duration skew) {
        List<String> all = new ArrayList<>(SETS.keySet());
        all.addAll(CONDITIONS.keySet());
        return all.stream().collect(Collectors.toMap(e -> e, e -> compile(e, skew)));
    }

    private static CompiledRule compile(String expression, Duration skew) {
        var compilation = Rules.compilation(RuleDefinition.builder("r", expression)
                .onPartial(PartialPolicy.EVALUATE)
                .completion(new Completion(skew, LocalRootPolicy.COMPLETE))
                .build());
        assertThat(compilation.program())
                .as(Rules.display(compilation.issues()))
                .isNotNull();
        return compilation.program();
    }

    private static TraceTree tree(List<Span> spans) {
        return TraceTree.of(new Trace(spans.get(0).traceId(), spans, CloseReason.ROOT, false, TestSpans.TIME_ZERO));
    }

    private static Set<SpanId> ids(Collection<Span> spans) {
        return spans.stream().map(Span::spanId).collect(Collectors.toSet());
    }

    @Property(tries = 3000)
    void spanSets_areThoseOfTheOracle(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        NaiveTrace naive = new NaiveTrace(spans, 0, Reading.MEASURED);
        SETS.forEach((expression, meaning) -> {
            Finding finding = EXACT.get(expression).judge(tree(spans)).get(0);
            assertThat(ids(finding.offenders()))
                    .as("%s on seed %d", expression, seed)
                    .isEqualTo(ids(meaning.apply(naive)));
        });
    }

    @Property(tries = 3000)
    void conditions_areThoseOfTheOracle(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        NaiveTrace naive = new NaiveTrace(spans, 0, Reading.MEASURED);
        CONDITIONS.forEach((expression, meaning) -> assertThat(
                        EXACT.get(expression).judge(tree(spans)).get(0).verdict() == Verdict.VIOLATED)
                .as("%s on seed %d", expression, seed)
                .isEqualTo(meaning.apply(naive)));
    }

    @Property(tries = 2000)
    void verdictsUnderSkew_areThoseOfTheOracle(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        SKEWED.forEach((expression, rule) -> {
            long violated = 0;
            for (Reading reading : Reading.values()) {
                NaiveTrace naive = new NaiveTrace(spans, SKEW, reading);
                boolean holds = SETS.containsKey(expression)
                        ? !SETS.get(expression).apply(naive).isEmpty()
                        : CONDITIONS.get(expression).apply(naive);
                violated += holds ? 1 : 0;
            }
            Verdict expected = violated == 3 ? Verdict.VIOLATED : violated == 0 ? Verdict.SATISFIED : Verdict.UNDECIDED;
            Finding finding = rule.judge(tree(spans)).get(0);
            assertThat(finding.verdict()).as("%s on seed %d", expression, seed).isEqualTo(expected);
            assertThat(finding.reason()).isEqualTo(expected == Verdict.UNDECIDED ? UndecidedReason.CLOCK_SKEW : null);
        });
    }

    private static final CompiledRule GROUPS = compile("spans().groupBy(s -> s.k)", Duration.ZERO);

    @Property(tries = 500)
    void groups_areThoseOfTheOracle(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        Map<String, Set<SpanId>> groups = new TreeMap<>();
        for (Finding finding : GROUPS.judge(tree(spans))) {
            if (finding.verdict() == Verdict.VIOLATED) {
                groups.put(finding.groupKey(), ids(finding.offenders()));
            }
        }
        assertThat(groups).isEqualTo(new NaiveTrace(spans, 0, Reading.MEASURED).groupBy("k"));
    }

    @Property(tries = 300)
    void measures_areThoseOfTheOracle(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        NaiveTrace naive = new NaiveTrace(spans, 0, Reading.MEASURED);
        List<Span> some = naive.where(s -> !is(s, "d"));
        String expression = "trace.id && spans(s -> s.name != 'd').maxConcurrent == " + naive.maxConcurrent(some)
                + " && spans(s -> s.name != 'd').busy == '" + naive.busy(some) + "ns'"
                + " && spans(s -> s.name != 'd').spread == '" + naive.spread(some) + "ns'"
                + " && trace.depth == " + naive.depth();
        assertThat(compile(expression, Duration.ZERO).judge(tree(spans)).get(0).verdict())
                .as(expression)
                .isEqualTo(Verdict.VIOLATED);
    }

    @Property(tries = 500)
    void orderOfArrival_changesNothing(@ForAll long seed) {
        List<Span> spans = RandomTraces.spans(seed);
        List<Span> shuffled = new ArrayList<>(spans);
        Collections.shuffle(shuffled, new Random(seed));
        SKEWED.forEach((expression, rule) -> assertThat(rule.judge(tree(shuffled)))
                .as("%s on seed %d", expression, seed)
                .isEqualTo(rule.judge(tree(spans))));
    }
}
