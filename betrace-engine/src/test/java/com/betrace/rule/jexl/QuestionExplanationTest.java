package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.rule.Finding;
import org.junit.jupiter.api.Test;

/** A question about other spans than the one that is judged is part of the explanation. */
class QuestionExplanationTest {

    private static final String SLOW_CHILD = "r - api \"POST /pay\" 0 900 SERVER\nc r api query 10 800 CLIENT";

    @Test
    void question_isNamedBesideTheOtherConditions() {
        Finding finding = Rules.judge(
                        "span.kind == 'SERVER' && span.children.any(c -> c.duration > '100ms')", SLOW_CHILD)
                .get(0);

        assertThat(finding.message())
                .isEqualTo(
                        "POST /pay in api: span.kind is 'SERVER'; span.children.any(c -> c.duration > '100ms') is true");
    }

    @Test
    void questionAboutTheJudgedSpan_isExplainedByWhatItAsks() {
        Finding finding = Rules.judge("spans(s -> s.kind == 'CLIENT' && s.duration > '100ms').any()", SLOW_CHILD)
                .get(0);

        assertThat(finding.explanation().values()).isNotEmpty();
    }
}
