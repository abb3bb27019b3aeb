package com.betrace.service.storage;

import com.betrace.model.PartialPolicy;
import com.betrace.model.Provenance;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * A rule as JSON: its fields are named as the columns of {@code rules}. Versions are kept in this form for years, so a field
 * that is added later must have a default where it is absent.
 */
@JsonNaming(SnakeCaseStrategy.class)
record StoredRule(
        String id,
        String name,
        String description,
        String expression,
        boolean enabled,
        Severity severity,
        List<String> tags,
        Map<String, Object> params,
        RuleMode mode,
        String owner,
        String runbook,
        List<String> controls,
        String message,
        List<String> fingerprint,
        PartialPolicy onPartial,
        StoredCompletion completion,
        List<StoredExemption> exceptions,
        List<StoredTest> tests,
        Provenance.Source source,
        String location,
        Map<String, Object> overrides,
        long createdAt,
        long updatedAt,
        long version) {

    static StoredRule of(Rule rule) {
        RuleDefinition definition = rule.definition();
        return new StoredRule(
                rule.id(),
                definition.name(),
                definition.description(),
                definition.expression(),
                rule.enabled(),
                definition.severity(),
                definition.tags(),
                definition.params(),
                definition.mode(),
                definition.owner(),
                definition.runbook(),
                definition.controls(),
                definition.message(),
                definition.fingerprint(),
                definition.onPartial(),
                StoredCompletion.of(definition.completion()),
                definition.exceptions().stream().map(StoredExemption::of).toList(),
                definition.tests().stream().map(StoredTest::of).toList(),
                rule.provenance().source(),
                rule.provenance().location(),
                rule.overrides(),
                Micros.of(rule.createdAt()),
                Micros.of(rule.updatedAt()),
                rule.version());
    }

    Rule toModel() {
        return new Rule(
                id,
                definition(),
                enabled,
                Micros.toInstant(createdAt),
                Micros.toInstant(updatedAt),
                version,
                new Provenance(source, location),
                overrides);
    }

    private RuleDefinition definition() {
        return RuleDefinition.builder(name, expression)
                .description(description)
                .severity(severity)
                .tags(tags)
                .params(params)
                .mode(mode)
                .owner(owner)
                .runbook(runbook)
                .controls(controls)
                .message(message)
                .fingerprint(fingerprint)
                .onPartial(onPartial)
                .completion(completion.toModel())
                .exceptions(exceptions.stream().map(StoredExemption::toModel).toList())
                .tests(tests.stream().map(StoredTest::toModel).toList())
                .build();
    }
}
