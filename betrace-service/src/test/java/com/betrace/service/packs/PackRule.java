package com.betrace.service.packs;

import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleTest;
import java.time.Instant;
import java.util.List;

/**
 * A rule of a pack.
 *
 * @param enabled whether it judges once it is imported
 */
record PackRule(String id, RuleDefinition definition, boolean enabled, List<RuleTest> tests) {

    PackRule {
        tests = List.copyOf(tests);
    }

    Rule rule() {
        return rule(definition.expression());
    }

    /** The same rule with another condition. */
    Rule rule(String expression) {
        RuleDefinition other = RuleDefinition.builder(definition.name(), expression)
                .params(definition.params())
                .onPartial(definition.onPartial())
                .completion(definition.completion())
                .exceptions(definition.exceptions())
                .message(expression.equals(definition.expression()) ? definition.message() : "")
                .fingerprint(expression.equals(definition.expression()) ? definition.fingerprint() : List.of())
                .build();
        return new Rule(id, other, enabled, Instant.EPOCH, Instant.EPOCH, 1);
    }
}
