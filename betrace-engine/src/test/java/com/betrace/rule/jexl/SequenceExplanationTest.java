package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Explanation;
import com.betrace.model.Explanation.RoleName;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import org.junit.jupiter.api.Test;

/** How far a sequence got that should have happened, and what came nearest to its next step. */
class SequenceExplanationTest {

    private static final String TRACE = """
            r - shop order 0 900
            a r shop create 10 20
            b r shop capture 50 60
            c r shop ship 70 20
            """;

    @Test
    void nextStepThatStartedTooEarly_isNamedWithTheTime() {
        Explanation explanation = explain("!sequence('create', 'capture', 'ship')", TRACE);
        assertThat(explanation.closest())
                .isEqualTo("the sequence got to capture; ship started 40ms before capture ended");
        assertThat(explanation.roles())
                .anyMatch(role -> role.name() == RoleName.WITNESS && role.text().equals("ship in shop"));
    }

    @Test
    void nextStepThatWasOverBefore_isNamedWithTheTime() {
        assertThat(closest("when(has('order')).always(sequence('ship', 'create'))", TRACE))
                .isEqualTo("the sequence got to ship; create ended 40ms before ship started");
    }

    @Test
    void nearestOfSeveral_isNamed() {
        String more = TRACE + "d r shop ship 20 5\n";
        assertThat(closest("!sequence('create', 'capture', 'ship')", more))
                .isEqualTo("the sequence got to capture; ship started 40ms before capture ended");
    }

    @Test
    void nextStepThatIsNowhere_isSaidToBeMissing() {
        assertThat(closest("!sequence('create', s -> s.kind == 'CLIENT')", TRACE))
                .isEqualTo("the sequence got to create; there is no span matching s -> s.kind == 'CLIENT'");
    }

    @Test
    void firstStepThatIsNowhere_isSaidToBeMissing() {
        assertThat(closest("!sequence('pay', 'ship')", TRACE)).isEqualTo("the sequence did not start; there is no pay");
    }

    @Test
    void onlySpanOfTwoSteps_isNotItsOwnSuccessor() {
        assertThat(closest("!sequence('create', 'create')", TRACE))
                .isEqualTo("the sequence got to create; there is no other create");
    }

    @Test
    void ancestor_isSaidToBeOne() {
        assertThat(closest("!sequence('create', 'order')", TRACE))
                .isEqualTo("the sequence got to create; order is an ancestor of it");
    }

    @Test
    void sequenceThatDidNotDecide_isNotExplained() {
        assertThat(closest("sequence('ship', 'create') || has('pay') || has('ship')", TRACE))
                .isEmpty();
    }

    private static String closest(String expression, String trace) {
        return explain(expression, trace).closest();
    }

    private static Explanation explain(String expression, String trace) {
        Finding finding = Rules.judge(expression, trace).get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
        return finding.explanation();
    }
}
