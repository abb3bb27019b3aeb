package com.betrace.service.packs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionMutantsTest {

    @Test
    void leavesOutOperands() {
        assertThat(ExpressionMutants.of("span.a && span.b && span.c"))
                .containsExactly("span.b && span.c", "span.a && span.c", "span.a && span.b");
        assertThat(ExpressionMutants.of("span.a || span.b && span.c"))
                .containsExactly("span.b && span.c", "span.a", "span.a || span.c", "span.a || span.b");
        assertThat(ExpressionMutants.of("span['a'] ?? span['b']")).containsExactly("span['b']", "span['a']");
    }

    @Test
    void movesBoundsAndTurnsTests() {
        assertThat(ExpressionMutants.of("span.a > 1 && span.b <= 2"))
                .containsExactly("span.b <= 2", "span.a > 1", "span.a >= 1 && span.b <= 2", "span.a > 1 && span.b < 2");
        assertThat(ExpressionMutants.of("span.a == 1 || span.b !~ list.c"))
                .containsExactly(
                        "span.b !~ list.c",
                        "span.a == 1",
                        "span.a != 1 || span.b !~ list.c",
                        "true || span.b !~ list.c",
                        "span.a == 1 || span.b =~ list.c",
                        "span.a == 1 || true");
        assertThat(ExpressionMutants.of("!span.a")).containsExactly("span.a");
    }

    @Test
    void looksIntoBracketsAndLambdas() {
        assertThat(ExpressionMutants.of("spans(\"a\").any((s, t) -> s.x && !(t.y || t.z))"))
                .containsExactly(
                        "spans(\"a\").any()",
                        "spans(\"a\").any((s, t) -> !(t.y || t.z))",
                        "spans(\"a\").any((s, t) -> s.x)",
                        "spans(\"a\").any((s, t) -> s.x && (t.y || t.z))",
                        "spans(\"a\").any((s, t) -> s.x && !(t.z))",
                        "spans(\"a\").any((s, t) -> s.x && !(t.y))");
    }

    @Test
    void dropsClausesPredicatesAndWindows() {
        assertThat(ExpressionMutants.of("when(spans(\"a\", x -> x.y)).always(z).never(w)"))
                .containsExactly(
                        "when(spans(\"a\")).always(z).never(w)",
                        "when(spans(\"a\", x -> x.y)).never(w)",
                        "when(spans(\"a\", x -> x.y)).always(z)");
        assertThat(ExpressionMutants.of("spans(s -> s.x).where(s -> s.precededBy(\"b\", '5s'))"))
                .containsExactly(
                        "spans(\"*\").where(s -> s.precededBy(\"b\", '5s'))",
                        "spans(s -> s.x)",
                        "spans(s -> s.x).where(s -> s.precededBy(\"b\"))");
    }

    @Test
    void selectsEverySpanInstead() {
        assertThat(ExpressionMutants.of("has(s -> s.x) && span.under(p -> p.y) && span.followedBy(f -> f.z, '5s')"))
                .contains(
                        "has(\"*\") && span.under(p -> p.y) && span.followedBy(f -> f.z, '5s')",
                        "has(s -> s.x) && span.under(\"*\") && span.followedBy(f -> f.z, '5s')",
                        "has(s -> s.x) && span.under(p -> p.y) && span.followedBy(\"*\", '5s')",
                        "has(s -> s.x) && span.under(p -> p.y) && span.followedBy(f -> f.z)");
    }

    @Test
    void shortensListsButNotAccesses() {
        assertThat(ExpressionMutants.of("spans().groupBy(s -> [s['a'], s.b])"))
                .containsExactly("spans().groupBy(s -> [s.b])", "spans().groupBy(s -> [s['a']])");
        assertThat(ExpressionMutants.of("f([s.a])")).isEmpty();
    }

    @Test
    void leavesStringsAlone() {
        assertThat(ExpressionMutants.of("span['a && b'] =~ 'x > (y || \\'z'"))
                .containsExactly("span['a && b'] !~ 'x > (y || \\'z'", "true");
    }
}
