package com.betrace.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompletionPolicyTest {

    private static CompletionPolicy of(Duration grace, Duration idle, Duration maxAge, Duration horizon) {
        return CompletionPolicy.DEFAULT.of(
                new Completion(null, LocalRootPolicy.COMPLETE, grace, idle, maxAge), horizon);
    }

    private static CompletionPolicy seconds(long grace, long idle, long maxAge) {
        return new CompletionPolicy(Duration.ofSeconds(grace), Duration.ofSeconds(idle), Duration.ofSeconds(maxAge));
    }

    @Test
    void silentRule_keepsTheTimes() {
        assertThat(CompletionPolicy.DEFAULT.of(Completion.DEFAULT, Duration.ZERO))
                .isEqualTo(CompletionPolicy.DEFAULT);
    }

    @Test
    void ruleWithTimes_hasThem() {
        assertThat(of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ZERO))
                .isEqualTo(seconds(1, 2, 3));
    }

    @Test
    void longGrace_isNotCutShortByTimesThatTheRuleDoesNotSay() {
        assertThat(of(Duration.ofSeconds(200), null, null, Duration.ZERO)).isEqualTo(seconds(200, 200, 120 + 2 * 190));
    }

    @Test
    void horizon_isWaitedForWhateverTheRuleSays() {
        assertThat(of(null, null, null, Duration.ofSeconds(300))).isEqualTo(seconds(310, 310, 120 + 2 * 300));
        assertThat(of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(300)))
                .isEqualTo(seconds(310, 310, 310));
    }
}
