package com.betrace.rule.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {

    /** A program begins and ends. */
    private static final int ENDS = 3;

    private static final String[] TOKENS = {
        "a", "b", ".", "(", "(", ")", ")", "(?:", "(?i)", "(?i:", "(?P<n>", "[a-z]", "[^]a]", "[[:alpha:]]", "[", "]",
                "|",
        "*", "+", "?", "*?", "{3}", "{2,5}", "{0,4}", "{3,}", "{0}", "{", "}", "^", "$", "\\b", "\\d", "\\pL",
                "\\p{Greek}",
        "\\x{41}", "\\Q", "\\E", "\\Q\\E", "\\Q[\\E", "\\Q(\\E", "\\\\", "\\(", "\\]", "\\C", "\u00fc", "\ud83d\ude00"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc|3",
                "[abc]|1",
                "a{10}|11",
                "(a{10}){10}|131",
                "(ab)*|5",
                "\\Qa.*(b\\E|6",
                "\\Qab\\E{10}|13",
                "\\(a\\)|3"
            })
    void of_countsInstructions(String pattern, long size) {
        assertThat(PatternSize.of(pattern)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\Q[\\E(((((a{100}){100}){100}){100}){10})]",
                "\\Q(\\E(((a{100}){100}){100})",
                "(a{100})\\Q\\E{100}",
                "(a{100})(?i){100}",
                "(a{100})\\Q\\E(?i)\\Q\\E{100}",
                "a\\Q\\\\E((a{100}){100})",
                "[\\]\\Q]((a{100}){100})"
            })
    void of_isNotDeceivedByQuotesAndFlags(String pattern) {
        assertThat(PatternSize.of(pattern)).isGreaterThan(Patterns.MAX_SIZE);
        assertThatThrownBy(() -> Patterns.compile(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_isAtLeastTheSizeOfTheProgram() {
        Random random = new Random(11);
        int compiled = 0;
        for (int i = 0; i < 60_000; i++) {
            String pattern = random(random);
            long size = PatternSize.of(pattern);
            if (size <= Patterns.MAX_SIZE && compiles(pattern)) {
                compiled++;
                assertThat((long) Pattern.compile(pattern).programSize())
                        .as(pattern)
                        .isLessThanOrEqualTo(size + ENDS);
            }
        }
        assertThat(compiled).isGreaterThan(5_000);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String random(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            pattern.append(TOKENS[random.nextInt(TOKENS.length)]);
        }
        int open = 0;
        for (int i = 0; i < pattern.length(); i++) {
            open += pattern.charAt(i) == '(' ? 1 : pattern.charAt(i) == ')' ? -1 : 0;
        }
        return pattern + ")".repeat(Math.max(0, open));
    }
}
