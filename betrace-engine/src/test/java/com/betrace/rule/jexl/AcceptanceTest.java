package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule cases of the language, as they are written. */
class AcceptanceTest {

    @ParameterizedTest
    @MethodSource("cases")
    void case_hasItsVerdict(RuleCases.Case example) {
        List<Finding> findings = example.findings();

        assertThat(Rules.verdict(findings)).isEqualTo(example.expected());
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.VIOLATED)
                .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
    }

    static Stream<RuleCases.Case> cases() {
        return RuleCases.read("acceptance.txt");
    }
}
