package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violation;
import static com.betrace.service.storage.TestViolations.withContext;
import static com.betrace.service.storage.TestViolations.withExplanation;
import static com.betrace.service.storage.TestViolations.withMessage;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Explanation;
import com.betrace.model.Explanation.Role;
import com.betrace.model.Explanation.RoleName;
import com.betrace.model.Explanation.Value;
import com.betrace.model.SpanId;
import com.betrace.model.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowLimitsTest {

    private static Map<String, String> entries(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(n -> "key%03d".formatted(n), n -> "value " + n));
    }

    @Test
    void violation_withinTheLimitsStaysAsItIs() {
        Violation most = withContext(withMessage(violation(1), "m".repeat(4_096)), entries(64));

        assertThat(RowLimits.cut(most)).isEqualTo(most);
    }

    @Test
    void message_thatIsTooLongSaysHowLongItWas() {
        String message =
                RowLimits.cut(withMessage(violation(1), "m".repeat(4_097))).message();

        assertThat(message).hasSize(4_096).endsWith("m... (cut from 4097 characters)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void message_isNotCutWithinACharacter(String shift) {
        String message = RowLimits.cut(withMessage(violation(1), shift + "💥".repeat(3_000)))
                .message();

        assertThat(message.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
    }

    @Test
    void context_thatIsTooLargeKeepsTheFirstKeysAndSaysHowManyAreMissing() {
        Map<String, String> context =
                RowLimits.cut(withContext(violation(1), entries(100))).context();

        assertThat(context)
                .hasSize(64)
                .containsEntry("key062", "value 62")
                .doesNotContainKey("key063")
                .containsEntry("betrace.cut", "37 more entries");
    }

    @Test
    void explanation_thatIsTooLargeKeepsTheFirstEntriesAndSaysHowManyAreMissing() {
        List<Role> roles = Collections.nCopies(100, new Role(RoleName.SUBJECT, new SpanId(1), "s".repeat(2_000)));
        List<Value> values = Collections.nCopies(65, new Value("e".repeat(2_000), "v".repeat(2_000)));
        Explanation explanation = RowLimits.cut(
                        withExplanation(violation(1), new Explanation(roles, values, "c".repeat(2_000))))
                .explanation();

        assertThat(explanation.roles()).hasSize(64);
        assertThat(explanation.roles().get(0).text()).hasSize(1_024).endsWith("s... (cut from 2000 characters)");
        assertThat(explanation.roles().get(63)).isEqualTo(new Role(RoleName.WITNESS, null, "37 more entries"));
        assertThat(explanation.values()).hasSize(64);
        assertThat(explanation.values().get(0).expression()).hasSize(1_024);
        assertThat(explanation.values().get(0).value()).hasSize(1_024);
        assertThat(explanation.values().get(63)).isEqualTo(new Value("betrace.cut", "2 more entries"));
        assertThat(explanation.closest()).hasSize(1_024);
    }

    @Test
    void explanation_withinTheLimitsStaysAsItIs() {
        Violation most = withExplanation(
                violation(1),
                new Explanation(
                        Collections.nCopies(64, new Role(RoleName.MISSING, null, "m".repeat(1_024))),
                        Collections.nCopies(64, new Value("e", "v")),
                        "close"));

        assertThat(RowLimits.cut(most)).isEqualTo(most);
    }

    @Test
    void contextEntry_thatIsTooLongIsCut() {
        Map<String, String> context = RowLimits.cut(withContext(violation(1), Map.of("k", "v".repeat(2_000))))
                .context();

        assertThat(context.get("k")).hasSize(1_024).endsWith("v... (cut from 2000 characters)");
    }
}
