package com.betrace.service.judging;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void run_violatesEveryRuleSoThatAllOfJudgingIsWarm() {
        List<Finding> findings = WarmUp.run(new JexlRuleCompiler(RuleLimits.defaults(), () -> 0, () -> Instant.EPOCH));

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.VIOLATED)
                .hasSizeGreaterThanOrEqualTo(WarmUp.EXPRESSIONS.size());
    }
}
