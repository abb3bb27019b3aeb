package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of types that do not go together: false, counted, never a failure. */
class MismatchesTest {

    @Test
    void c5_mismatches_areCountedAndNeverFail() {
        for (String odd : List.of(
                "span.text > 5",
                "span.list > 3",
                "span.map < 'x'",
                "span.bytes >= 2",
                "span.yes > 3",
                "span.duration > span.amount",
                "span.text * 2 > 1",
                "span.list - 1 > 0",
                "span.map =~ 'a'",
                "span.amount =~ span.map",
                "span.huge * span.huge > span.text")) {
            Finding finding = ValuesTest.judge("span.failed && " + odd);
            assertThat(finding.verdict()).as(odd).isEqualTo(Verdict.SATISFIED);
            assertThat(finding.mismatches()).as(odd).isPositive();
        }
        assertThat(ValuesTest.judge("span.failed && span.nope > 5").mismatches())
                .isZero();
        assertThat(ValuesTest.judge("span.huge > 5 && 5 < span.huge").verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void c5_everyOperatorOnEveryPairOfValues_givesAVerdict() {
        List<String> values = List.of(
                "span.nope",
                "span.amount",
                "span.rate",
                "span.text",
                "span.code",
                "span.yes",
                "span.list",
                "span.map",
                "span.nan",
                "span.bytes",
                "span.huge",
                "span.big",
                "span.empty",
                "span.duration",
                "span.start",
                "span.name",
                "span.events");
        for (String operator : Arrays.asList(
                "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "=^", "!^", "=$", "!$", "+", "-", "*", "/", "%", "?:",
                "??", "&&", "||")) {
            for (String left : values) {
                for (String right : values) {
                    String expression = "span.failed && !(" + left + " " + operator + " " + right + ")";
                    var compilation = Rules.compilation(expression);
                    if (compilation.program() != null) {
                        assertThat(compilation.program().judge(ValuesTest.SPAN).verdict())
                                .as(expression)
                                .isNotEqualTo(Verdict.UNDECIDED);
                    }
                }
            }
        }
    }
}
