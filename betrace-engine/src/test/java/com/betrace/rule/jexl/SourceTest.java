package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTest {

    @Test
    void offset_isTheInverseOfLineAndColumn() {
        Source source = new Source("ab\ncde\n\nf");
        for (int offset = 0; offset <= source.text().length(); offset++) {
            assertThat(source.offset(source.line(offset), source.column(offset)))
                    .isEqualTo(offset);
        }
    }

    @Test
    void shown_pointsAtTheColumn() {
        assertThat(new Source("ab\ncde").shown(2, 3)).isEqualTo(new Source.Place(2, 3, "cde\n  ^"));
    }

    @Test
    void part_isShownWhereItStandsInTheWhole() {
        Source whole = new Source("first ${a}\nthen ${b +\nc}!");
        Source part = Source.part(whole, 18, "b +\nc");

        assertThat(part.text()).isEqualTo("b +\nc");
        assertThat(part.line(0)).isEqualTo(1);
        assertThat(part.shown(1, 1)).isEqualTo(new Source.Place(2, 8, "then ${b +\n       ^"));
        assertThat(part.shown(2, 1)).isEqualTo(new Source.Place(3, 1, "c}!\n^"));
    }

    @Test
    void snippet_isCutAroundTheColumn() {
        String snippet = new Source("x".repeat(500)).shown(1, 300).snippet();

        assertThat(snippet.lines().findFirst().orElseThrow())
                .hasSize(126)
                .startsWith("...x")
                .endsWith("x...");
    }
}
