package com.betrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.RuleDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsCheckTest {

    private static RuleDefinition.Builder rule() {
        return RuleDefinition.builder("r", "span.failed");
    }

    private static List<String> problems(RuleDefinition.Builder rule) {
        return TermsCheck.of(rule.build()).stream()
                .map(violation -> violation.field() + " " + violation.description())
                .toList();
    }

    private static List<Exemption> exceptions(int count) {
        return Collections.nCopies(count, new Exemption("span.failed", "o", "r", null));
    }

    @Test
    void termsWithinBounds_areFine() {
        assertThat(problems(rule().message("x".repeat(4_000))
                        .fingerprint(Collections.nCopies(10, "span.name"))
                        .exceptions(exceptions(100))
                        .params(Map.of("a", 1L, "b", List.of("x".repeat(1_000), true, 1.5)))))
                .isEmpty();
    }

    @Test
    void termsOutOfBounds_areNamed() {
        assertThat(problems(rule().message("x".repeat(4_001))
                        .fingerprint(Collections.nCopies(11, "span.name"))
                        .exceptions(exceptions(101))))
                .containsExactly(
                        "message has 4001 characters, expected at most 4000",
                        "fingerprint has 11 elements, expected at most 10",
                        "exceptions has 101 elements, expected at most 100");
    }

    @Test
    void textsInLists_haveTheLimitOfTexts() {
        assertThat(problems(rule().params(Map.of("a", List.of("x", "x".repeat(1_001))))))
                .containsExactly("params.a[1] has 1001 characters, expected at most 1000");
    }

    @Test
    void nestedLists_areNoParameters() {
        assertThat(problems(rule().params(Map.of("a", List.of(List.of("x"))))))
                .containsExactly("params.a expected a string, a number, true or false, or a list of them");
        assertThat(problems(rule().params(Map.of("a", Collections.singletonList(null)))))
                .hasSize(1);
    }

    @Test
    void skewOfAnyLength_isRefusedInWords() {
        assertThat(problems(rule().completion(
                                new Completion(Duration.ofSeconds(Long.MAX_VALUE), LocalRootPolicy.COMPLETE))))
                .containsExactly("completion.skew is 9223372036854775807000 ms, expected 0 to 3600000 ms");
        assertThat(problems(rule().completion(new Completion(Duration.ofMillis(-1), LocalRootPolicy.COMPLETE))))
                .containsExactly("completion.skew is -1 ms, expected 0 to 3600000 ms");
    }

    @Test
    void bounded_leavesOutWhatIsTooLarge() {
        RuleDefinition fine = rule().message("m").exceptions(exceptions(1)).build();
        assertThat(TermsCheck.bounded(fine)).isSameAs(fine);

        RuleDefinition large =
                rule().message("${a}".repeat(20_000)).exceptions(exceptions(1)).build();
        assertThat(TermsCheck.bounded(large))
                .isEqualTo(rule().exceptions(exceptions(1)).build());
    }

    @Test
    void definition_doesNotChangeWithTheListsItWasMadeOf() {
        List<Object> list = new ArrayList<>(List.of("a"));
        RuleDefinition definition = rule().params(Map.of("p", list)).build();
        list.add("b");

        assertThat(definition.params()).isEqualTo(Map.of("p", List.of("a")));
    }
}
