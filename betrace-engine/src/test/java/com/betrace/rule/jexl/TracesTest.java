package com.betrace.rule.jexl;

import static com.betrace.rule.jexl.Rules.judge;
import static com.betrace.rule.jexl.Rules.verdict;
import static com.betrace.testkit.TestSpans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.SharedNames;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules over traces mean: R1 to R14 of the language. */
class TracesTest {

    /** r(0-100) with a(10-20), b(20-40, ERROR) and c(50-50); d(22-30) below b; all in one service. */
    private static final String TRACE = """
            r - api "GET /" 0 100 SERVER
            a r api auth 10 10 CLIENT n=1
            b r api db.query 20 20 CLIENT ERROR n=2 user=x
            d b api db.page 22 8 CLIENT n=3
            c r api done 50 0 n=4 user=y
            """;

    private static boolean holds(String condition) {
        return verdict("trace.id && (" + condition + ")", TRACE) == Verdict.VIOLATED;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spans().count == 5",
                "count('db.*') == 2",
                "count('*', s -> s.failed) == 1",
                "has('auth') && !has('nope')",
                "has(s -> s.n == 3)",
                "spans('db.?age').first.n == 3",
                "spans(trace.root).count == 1",
                "spans(spans('a*')).count() == 1",
                "spans('d\\\\*').count == 0",
                "trace.root.name == 'GET /'",
                "trace.roots.count == 1",
                "trace.spans.count == 5",
                "trace.duration == '100ms'",
                "trace.services == ['api']",
                "trace.errors.count == 1",
                "!trace.orphans",
                "trace.depth == 3",
                "trace.complete",
                "trace.closedBy == 'ROOT'",
                "spans('db.page').first.parent.name == 'db.query'",
                "spans('db.page').first.parent.parent.root",
                "spans('auth').first.siblings.count == 2",
                "trace.root.children.count == 3",
                "trace.root.descendants.count == 4",
                "spans('db.page').first.ancestors.count == 2",
                "spans('db.page').ancestors().count == 2",
                "spans('db.query').children.count == 1",
                "spans('GET /').descendants.count == 4",
                "spans('auth').first.depth == 2",
                "trace.root.siblings.count == 0",
                "trace.root.parent == null",
                "!trace.root.orphan",
                "spans('db.page').first.under('db.query')",
                "spans('db.page').first.under(trace.root)",
                "!trace.root.under('*')",
                "trace.root.calls(s -> s.failed)",
                "!spans('auth').first.calls('*')"
            })
    void structure(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spans('db.query').first.precededBy('auth')",
                "!spans('db.page').first.precededBy('db.query')",
                "spans('done').first.precededBy('db.*')",
                "!spans('done').first.precededBy('db.*', '5ms')",
                "spans('done').first.precededBy('db.query', '10ms')",
                "spans('auth').first.followedBy('done', '30ms')",
                "!spans('auth').first.followedBy('done', '29ms')",
                "!trace.root.followedBy('*')",
                "sequence('auth', 'db.query', 'done')",
                "!sequence('db.query', 'auth')",
                "sequence('auth', 'auth') == false",
                "sequence('auth', 'd*')",
                "!sequence('GET /', 'auth')",
                "(spans('auth') >>> spans('d*')).count == 3",
                "(spans('GET /') >> spans('db.*')).count == 2",
                "(spans() >> spans()).count == 4",
                "(spans() << spans()).count == 2",
                "(spans('db.page') << spans()).count == 2",
                "(spans('db.*') & spans(s -> s.failed)).count == 1",
                "(spans('a*') | spans('db.*')).count == 3",
                "(spans() - spans('db.*')).count == 3",
                "!(spans('x') >> spans())",
                "spans('d*').notPrecededBy('auth').count == 0",
                "spans().notFollowedBy('done').count == 2"
            })
    void r9_r10_r11_orderAndSetOperators(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spans().where(s -> s.n > 1).count == 3",
                "spans().any(s -> s.failed)",
                "!spans().all(s -> s.failed)",
                "spans('x').all(s -> s.failed)",
                "spans('x').none(s -> true)",
                "!spans('x').any(s -> true)",
                "spans().none(s -> s.n > 9)",
                "!spans('x').any()",
                "spans().any",
                "spans().first.name == 'GET /'",
                "spans().last.name == 'done'",
                "spans('x').first == null",
                "spans().sum(s -> s.n) == 10",
                "spans('x').sum(s -> s.n) == 0",
                "spans().min(s -> s.n) == 1",
                "spans().max(s -> s.n) == 4",
                "spans('x').max(s -> s.n) == null",
                "spans().avg(s -> s.n) == 2.5",
                "spans('x').avg(s -> s.n) == null",
                "spans().sum(s -> s.duration) == '138ms'",
                "spans().max(s -> s.duration) == '100ms'",
                "spans().avg(s -> s.duration) == '27.6ms'",
                "spans().distinct(s -> s.kind) == ['SERVER', 'CLIENT', 'INTERNAL']",
                "spans('d*').spread == '30ms'",
                "spans('x').spread() == '0s'",
                "spans('d*').busy == '20ms'",
                "spans('x').busy == '0s'",
                "spans().maxConcurrent == 3",
                "spans('done').maxConcurrent() == 1",
                "spans('x').maxConcurrent == 0",
                "size(spans()) == 5",
                "empty spans('x')",
                "spans().groupBy(s -> s.user).count() == 2",
                "spans().groupBy(s -> s.kind).where(g -> g.count() > 2).count() == 1",
                "spans().groupBy(s -> s.kind).any(g -> g.key == 'SERVER' && g.spans.first.root)",
                "spans().groupBy(s -> [s.kind, s.failed]).count() == 4",
                "spans().groupBy(s -> s.kind).all(g -> g.count >= 1)",
                "spans().groupBy(s -> s.kind).none(g -> g.count > 3)",
                "spans().min(s -> s.start) == trace.root.start"
            })
    void r14_r20_membersOfSetsAndGroups(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @Test
    void r1_setYieldsOneViolationWithItsSpans() {
        assertThat(judge("spans('db.*')", TRACE)).singleElement().satisfies(f -> {
            assertThat(f.judged()).isNull();
            assertThat(f.offenders()).extracting(Span::name).containsExactly("db.query", "db.page");
            assertThat(f.message()).contains("db.query");
        });
        assertThat(judge("trace.errors.first", TRACE))
                .singleElement()
                .satisfies(f -> assertThat(f.offenders()).hasSize(1));
        assertThat(judge("trace.depth > 1", TRACE))
                .singleElement()
                .satisfies(f -> assertThat(f.offenders()).isEmpty());
    }

    @Test
    void r1_groupsYieldOneViolationEach() {
        assertThat(judge("spans('*', s -> s.user).groupBy(s -> [s.user, s.n])", TRACE))
                .extracting(Finding::groupKey)
                .containsExactly("[\"x\",2]", "[\"y\",4]");
        assertThat(judge("spans('x').groupBy(s -> s.name)", TRACE))
                .singleElement()
                .isEqualTo(Finding.SATISFIED);
    }

    @Test
    void r2_ruleThatReadsSpan_hasTheSpanAsOffender() {
        List<Finding> findings = judge("span.failed && span.children", TRACE);
        assertThat(findings)
                .filteredOn(f -> f.verdict() == Verdict.VIOLATED)
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.judged().name()).isEqualTo("db.query");
                    assertThat(f.offenders()).containsExactly(f.judged());
                });
        assertThat(findings).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "span.failed | SPAN", "span.duration > '1s' && span['x'] == param.max_amount | SPAN",
                        "is_tool(span) | SPAN", "span.root && span.failed | SPAN_IN_TRACE",
                        "span.failed && trace.depth > 2 | SPAN_IN_TRACE",
                "span.precededBy('a') | SPAN_IN_TRACE", "span.failed && has('a') | SPAN_IN_TRACE",
                        "spans(s -> s.failed) | TRACE", "trace.depth > 3 | TRACE",
                        "when(has('a')).always(has('b')) | TRACE",
                "when(span.failed).always(span.has('x')) | SPAN", "some(span.events, e -> e.name == 'x') | SPAN"
            })
    void r3_scope_isInferred(String expression, RuleScope scope) {
        assertThat(Rules.compile(expression).scope()).isEqualTo(scope);
    }

    @Test
    void r5_parentOfAnOrphan_isAPlaceholder() {
        String trace = "a 9 api x 0 10 SERVER\nb 9 api y 20 5 CLIENT\nc a api z 2 2";
        CompiledRule rule = Rules.compile(
                "spans(s -> s.orphan && s.parent.missing && s.parent.id == s.parentId && s.parent.name == null"
                        + " && s.parent.children.count() == null && !s.parent.precededBy('x') && s.siblings.count == 1)");
        List<Finding> findings = rule.judge(TraceTree.of(TestSpans.trace(trace)));
        assertThat(findings.get(0).offenders()).extracting(Span::name).containsExactly("x", "y");
        assertThat(findings.get(0).reason()).isEqualTo(UndecidedReason.PARTIAL);
    }

    @Test
    void r12_whenJudgesClausesOnlyWhereTheSubjectHolds() {
        String trace = "1 - a x 0 90\n2 1 a charge 1 1 n=1\n3 1 a charge 3 1 n=2\n4 1 a refund 5 1";
        assertThat(judge("when(spans('charge')).always(c -> c.n > 1).never(c -> c.n > 1)", trace)
                        .get(0)
                        .offenders())
                .hasSize(2);
        assertThat(judge("when(spans('charge')).always(c -> c.n > 1)", trace)
                        .get(0)
                        .offenders())
                .extracting(s -> s.attributes().get("n"))
                .containsExactly(1L);
        assertThat(judge("when(spans('charge')).always(has('audit'))", trace)
                        .get(0)
                        .offenders())
                .hasSize(2);
        assertThat(judge("when(has('charge')).never(spans('refund'))", trace)
                        .get(0)
                        .offenders())
                .extracting(Span::name)
                .containsExactly("refund");
        assertThat(judge("never(spans('refund'))", trace).get(0).offenders())
                .extracting(Span::name)
                .containsExactly("refund");
        assertThat(verdict("when(has('nope')).always(has('x'))", trace)).isEqualTo(Verdict.SATISFIED);
        assertThat(judge("when(span.name == 'charge').always(span.n > 1)", trace))
                .filteredOn(f -> f.verdict() == Verdict.VIOLATED)
                .hasSize(1);
    }

    @Test
    void r13_whenWithoutSubject_isVacuous() {
        assertThat(judge("when(spans('nope')).always(c -> c.failed)", TRACE)
                        .get(0)
                        .vacuous())
                .isTrue();
        assertThat(judge("when(spans('auth')).always(c -> !c.failed)", TRACE)
                        .get(0)
                        .vacuous())
                .isFalse();
    }

    @Test
    void r16_logicalOperators_yieldSpans() {
        assertThat(judge("trace.depth > 1 && spans('auth')", TRACE).get(0).offenders())
                .hasSize(1);
        assertThat(judge("spans('auth') && trace.depth > 1", TRACE).get(0).offenders())
                .isEmpty();
        assertThat(judge("spans('nope') || spans('auth')", TRACE).get(0).offenders())
                .hasSize(1);
        assertThat(judge("spans('nope') && trace.depth > 1", TRACE).get(0).verdict())
                .isEqualTo(Verdict.SATISFIED);
    }

    @Test
    void r24_macros_areExpanded() {
        assertThat(verdict("spans(s -> is_tool(s))", "1 - a x 0 9 gen_ai.operation.name=execute_tool"))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(verdict("spans(s -> is_tool(s) && s.parent)", "1 - a x 0 9 gen_ai.operation.name=execute_tool"))
                .isEqualTo(Verdict.SATISFIED);
    }

    @Test
    void presenceTrigger_isFoundAtTheSpanAndAtTheClose() {
        for (String expression : List.of(
                "spans('charge', c -> c.amount > 10)", "has(s -> s.amount > 10)", "never(spans(s -> s.amount > 10))")) {
            CompiledRule rule = Rules.compile(expression);
            assertThat(rule.isPresenceTrigger()).as(expression).isTrue();
            Span charge = TestSpans.span("2 9 pay charge 5 5 amount=50");
            assertThat(rule.judge(charge).verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(rule.judge(charge).offenders()).as(expression).containsExactly(charge);
            assertThat(rule.judge(TestSpans.span("2 9 pay charge 5 5 amount=5")).verdict())
                    .isEqualTo(Verdict.SATISFIED);
        }
        for (String expression : List.of(
                "spans(s -> s.parent)",
                "spans()",
                "spans('a').children",
                "has('a') && has('b')",
                "spans(s -> s.under('a'))",
                "when(has('a')).never(spans('b'))")) {
            assertThat(Rules.compile(expression).isPresenceTrigger())
                    .as(expression)
                    .isFalse();
        }
    }

    @Test
    void reads_areKnown() {
        CompiledRule rule =
                Rules.compile("spans('pay.*', s -> s.amount > 3 && s.has('user.id')).notFollowedBy('audit', '5s')");
        assertThat(rule.attributes()).containsExactlyInAnyOrder("amount", "user.id");
        assertThat(rule.spanNames()).containsExactlyInAnyOrder("pay.*", "audit");
        assertThat(rule.horizon()).hasSeconds(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"has(\"a\")", "(has(\"a\"))", "found(\"a\")", "found_again(\"a\")"})
    void hasAsTheWholeRule_namesWhatItFoundAlsoInAMacro(String expression) {
        SharedNames names =
                new SharedNames(Map.of(), Map.of(), Map.of("found", "n -> has(n)", "found_again", "n -> (found(n))"));
        CompiledRule rule =
                Rules.compiler().compile(TestSpans.rule("r", expression), names).program();

        assertThat(rule.isPresenceTrigger()).isTrue();
        assertThat(Rules.judge(rule, "r - svc a 0 9\n1 r svc b 1 1\n2 r svc a 1 1")
                        .get(0)
                        .offenders())
                .extracting(span -> span.spanId())
                .containsExactly(spanId("r"), spanId("2"));
    }

    @Test
    void hasAsPartOfARule_isABoolean() {
        SharedNames names = new SharedNames(Map.of(), Map.of(), Map.of("same", "x -> x"));
        CompiledRule rule = Rules.compiler()
                .compile(TestSpans.rule("r", "same(has('a'))"), names)
                .program();

        assertThat(rule.isPresenceTrigger()).isFalse();
        assertThat(Rules.verdict("has('a') == true", "r - svc a 0 9")).isEqualTo(Verdict.VIOLATED);
    }
}
