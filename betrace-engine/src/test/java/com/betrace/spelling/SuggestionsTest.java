package com.betrace.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    private static final List<String> NAMES =
            List.of("status", "start", "duration", "durationMs", "page_size", "is_tool", "id");

    @ParameterizedTest
    @CsvSource({
        "staus, status",
        "sattus, status",
        "STATUS, status",
        "pageSize, page_size",
        "istool, is_tool",
        "durationM, duration",
        "ie, id",
        "xyz,",
        "durationduration,",
    })
    void nearest_isAtMostAThirdAway(String written, String expected) {
        assertThat(Suggestions.nearest(written, NAMES)).isEqualTo(expected);
    }

    @Test
    void nearest_toWhatIsNoName_isNone() {
        assertThat(Suggestions.nearest("a".repeat(65), List.of("a".repeat(65)))).isNull();
    }

    @Test
    void oneEditAway_isExact() {
        assertThat(Suggestions.oneEditAway("stat", NAMES)).isEqualTo("start");
        assertThat(Suggestions.oneEditAway("status", NAMES)).isEqualTo("status");
        assertThat(Suggestions.oneEditAway("staaus", List.of("stop"))).isNull();
    }

    @Test
    void hint_isEmptyWhereNothingIsNear() {
        assertThat(Suggestions.hint("staus", NAMES)).isEqualTo("; did you mean 'status'?");
        assertThat(Suggestions.hint("xyz", NAMES)).isEmpty();
    }
}
