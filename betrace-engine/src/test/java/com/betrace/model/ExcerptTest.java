package com.betrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, abc...",
        "'', 0, ''",
        "a\ud83d\ude00b, 2, a...",
        "a\ud83d\ude00b, 3, a\ud83d\ude00..."
    })
    void of_cutsBehindSoManyCharactersAndNoneInTwo(String text, int max, String expected) {
        assertThat(Excerpt.of(text, max)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 4, abcd",
        "abcde, 4, a...",
        "\u00fc\u00fc\u00fc, 5, \u00fc...",
        "\ud83d\ude00\ud83d\ude00, 7, \ud83d\ude00...",
        "abcd, 3, ..."
    })
    void ofBytes_countsTheDots(String text, int max, String expected) {
        assertThat(Excerpt.ofBytes(text, max)).isEqualTo(expected);
    }

    @Test
    void ofBytes_hasAtMostSoManyBytes() {
        String text = "a\u00fc\u20ac\ud83d\ude00".repeat(50);
        for (int max = 3; max < 600; max++) {
            assertThat(Excerpt.ofBytes(text, max).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(max);
        }
        assertThat(Excerpt.ofBytes(text, 500)).isEqualTo(text);
    }
}
