package com.betrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.FieldViolation;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleSet;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.testkit.FakeCompiler;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the catalog says of drafts that nobody stores. */
class RuleValidationTest {

    private final InMemoryRuleStore store = new InMemoryRuleStore();
    private final FakeCompiler compiler = new FakeCompiler();
    private final RuleCatalog catalog =
            new RuleCatalog(store, compiler, new Settings(new ManualClock(), () -> 0, Map.of()));

    @Test
    void validate_alsoLooksAtFieldsThatAreNoExpressions() {
        RuleDefinition definition = RuleDefinition.builder("v", "x")
                .params(Map.of("1a", "x"))
                .completion(new Completion(Duration.ofHours(2), LocalRootPolicy.COMPLETE))
                .exceptions(List.of(new Exemption("span.ok", " ", "why", null)))
                .build();

        assertThat(catalog.validate("v", definition).program()).isNull();
        assertThat(catalog.validate("v", definition).issues())
                .extracting(issue -> issue.field() + " " + issue.message())
                .containsExactly(
                        "params '1a' is not a name, expected 1 to 64 letters, digits and '_', the first no digit",
                        "exceptions[0].owner is required",
                        "completion.skew is 7200000 ms, expected 0 to 3600000 ms");
    }

    @Test
    void partsThatAreTooLarge_areNotCompiled() {
        RuleDefinition large =
                RuleDefinition.builder("v", "bad").message("${a}".repeat(2_000)).build();

        RequestException refused = catchThrowableOfType(
                RequestException.class, () -> catalog.create(new RuleDraft("v", large, true), "ann"));
        assertThat(refused.fields()).extracting(FieldViolation::field).containsExactly("message", "expression");
        assertThat(compiler.compiled
                        .get(compiler.compiled.size() - 1)
                        .definition()
                        .message())
                .isEmpty();
    }

    @Test
    void validate_changesNothing() {
        assertThat(catalog.validate("v", RuleDefinition.builder("v", "bad").build())
                        .program())
                .isNull();
        assertThat(catalog.validate("v", RuleDefinition.builder("v", "x").build())
                        .program())
                .isNotNull();
        assertThat(store.list()).isEmpty();
        assertThat(catalog.current()).isEqualTo(RuleSet.EMPTY);
    }
}
