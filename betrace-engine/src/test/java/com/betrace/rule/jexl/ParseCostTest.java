package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No admitted text holds the parser for long. */
class ParseCostTest {

    /** Generous, as machines stall; a text that gets past takes minutes and more. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final String[] TOKENS = {
        "s->", "s->", "a", "a", "?", "?", ":", "b:c?", ",", "&&", "!", ".b", "??", "=~", "1", "'x'", "(k,v)->", "=>",
        "size ", "-"
    };
    private static final String[] OPENING = {"a[", "[", "{", "{1:", "f(", "a.f(", "(", "f(s->a?", "a.f(s->a?b:c?", "!("
    };

    private static Issues parse(String text) {
        RuleLimits limits = RuleLimits.defaults();
        Source source = new Source(text);
        Issues issues = new Issues(source);
        new ExpressionParser(new RuleEngine(), limits).parse(source, issues);
        return issues;
    }

    private static int reads(String text) {
        ParseCost cost = new ParseCost(RuleLimits.defaults());
        text.chars().forEach(c -> cost.add((char) c));
        return cost.reads();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a[|s->a?|d]",
                "a[|s->a?b:c?|d]",
                "{|s->a?b:c?|d:1}",
                "a[f(|s->a?|d)]",
                "a[(|s->a?b:c?|d)]",
                "{a.f(|s->a?b:c?|d):1}",
                "a[f(|s=>a?|d)]"
            })
    void arrowsInARow_areRefused(String before, String unit, String after) {
        String text = before + unit.repeat(40) + after;
        Issues issues = assertTimeoutPreemptively(DEADLINE, () -> parse(text));

        assertThat(issues.sorted()).extracting(RuleIssue::code).containsExactly("stray-lambda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[f(s->a?", "a[f(s->a?b:c?", "{f(s->a?b:c?", "a[a.f(s->a?"})
    void choicesOfNestedLambdas_areCharged(String opening) {
        String inner = opening.substring(
                opening.indexOf(opening.startsWith("{") ? "f" : "[") + (opening.startsWith("{") ? 0 : 1));
        String text = opening + inner.repeat(12) + "b+".repeat(1500) + "b" + ")".repeat(13)
                + (opening.startsWith("{") ? ":1}" : "]");
        Issues issues = assertTimeoutPreemptively(DEADLINE, () -> parse(text));

        assertThat(issues.sorted()).extracting(RuleIssue::code).containsExactly("nesting-too-costly");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s -> s.failed ? s.root : false",
                "(a, b) -> a.name == b.name",
                "every([f(s -> s.a ? 1 : 2), f(t -> t.b)], (x) -> x > 0 ? true : false)",
                "a[count(s -> s.a ? true : s.b)].where(s -> s.c).any(s -> s.d)",
                "f((s -> s.a), (t -> t.b))"
            })
    void lambdaInEachArgument_isRead(String text) {
        assertThat(parse(text).sorted()).isEmpty();
    }

    @Test
    void reads_areTokensWhereNothingNests() {
        assertThat(reads("span.a == b")).isEqualTo(6);
        assertThat(reads("a + ".repeat(100))).isEqualTo(200);
    }

    @Test
    void reads_multiplyWithNesting() {
        assertThat(reads("a[a[a[b + c]]]")).isGreaterThan(2 * reads("a[a[b + c]]") - 4);
        assertThat(reads("a[f(s -> s.a ? f(b, b, b, b) : c)]"))
                .isGreaterThan(reads("a[f(s -> s.a + f(b, b, b, b) : c)]"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomTokens_areReadOrRefusedInTime(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            String text = random(random);
            assertTimeoutPreemptively(DEADLINE, () -> parse(text), () -> "seed " + seed + ": " + text);
        }
    }

    /** Some unit again and again, in brackets of some kinds that are closed as they should. */
    private static String random(Random random) {
        StringBuilder unit = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            unit.append(TOKENS[random.nextInt(TOKENS.length)]);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder closing = new StringBuilder();
        String one = OPENING[random.nextInt(OPENING.length)];
        for (int depth = random.nextInt(15); depth > 0; depth--) {
            String opening = random.nextInt(3) == 0 ? OPENING[random.nextInt(OPENING.length)] : one;
            text.append(random.nextInt(4) == 0 ? unit : "").append(opening);
            opening.chars()
                    .filter(c -> "([{".indexOf(c) >= 0)
                    .forEach(c -> closing.insert(0, c == '(' ? ")" : c == '[' ? "]" : ":1}"));
        }
        int room = 4096 - text.length() - closing.length() - 1;
        String repeated = unit.toString().repeat(Math.max(0, Math.min(random.nextInt(1, 400), room / unit.length())));
        return text + repeated + "d" + closing;
    }
}
