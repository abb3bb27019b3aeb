package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.rule.SharedNames;
import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a rule must be compiled anew for when it changes: every shared name that any part of the rule reads. */
class SharedNamesTest {

    private static final SharedNames NAMES = new SharedNames(
            Map.of("in_macro", List.of("x"), "in_condition", List.of("x"), "in_exception", List.of("x")),
            Map.of("in_message", Map.of("k", "v"), "unread", Map.of("k", "v")),
            Map.of(
                    "inner", "s -> s.kind =~ list.in_macro",
                    "outer", "s -> inner(s) && s.failed",
                    "of_print", "s -> lower(s.name)",
                    "unread", "s -> s.failed"));

    @Test
    void ruleWithoutNames_readsNone() {
        assertThat(read(RuleDefinition.builder("r", "span.failed"))).isEmpty();
    }

    @Test
    void condition_readsAlsoThroughMacros() {
        assertThat(read(RuleDefinition.builder("r", "outer(span) && span.name =~ list.in_condition")))
                .containsExactlyInAnyOrder(
                        macro("outer"),
                        macro("inner"),
                        new SharedKey(Kind.LIST, "in_macro"),
                        new SharedKey(Kind.LIST, "in_condition"));
    }

    @Test
    void companions_readNamesToo() {
        RuleDefinition.Builder rule = RuleDefinition.builder("r", "span.failed")
                .message("${lookup.in_message['k']}")
                .fingerprint(List.of("of_print(span)"))
                .exceptions(List.of(new Exemption("span.name =~ list.in_exception", "team", "why", null)));

        assertThat(read(rule))
                .containsExactlyInAnyOrder(
                        new SharedKey(Kind.LOOKUP, "in_message"),
                        macro("of_print"),
                        new SharedKey(Kind.LIST, "in_exception"));
    }

    @Test
    void nameInALambda_isRead() {
        assertThat(read(RuleDefinition.builder("r", "spans(s -> inner(s))")))
                .contains(macro("inner"), new SharedKey(Kind.LIST, "in_macro"));
    }

    private static SharedKey macro(String name) {
        return new SharedKey(Kind.MACRO, name);
    }

    private static Set<SharedKey> read(RuleDefinition.Builder rule) {
        return Rules.compiler().compile(TestSpans.rule("r", rule.build()), NAMES).program().sharedNames().stream()
                .collect(Collectors.toSet());
    }
}
