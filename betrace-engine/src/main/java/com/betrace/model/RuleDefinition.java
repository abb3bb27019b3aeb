package com.betrace.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule as its author writes it.
 *
 * @param name unique among rules
 * @param description why it matters
 * @param expression JEXL; truthy means violated
 * @param params what {@code param.NAME} means in it: strings, booleans, longs, doubles, and lists of them
 * @param owner who looks after it; empty where nobody is named
 * @param runbook what to do when it is violated, usually an address; may be empty
 * @param controls what it is evidence for, such as {@code PCI-DSS:10.2}
 * @param message a template with <code>${expression}</code> for violations; empty for a generated sentence
 * @param fingerprint expressions whose values make violations the same problem; empty for rule, service and span name
 * @param tests traces and what the rule must say of them
 */
public record RuleDefinition(
        String name,
        String description,
        String expression,
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
        Completion completion,
        List<Exemption> exceptions,
        List<RuleTest> tests) {

    public RuleDefinition {
        tags = List.copyOf(tags);
        params = copyOf(params);
        controls = List.copyOf(controls);
        fingerprint = List.copyOf(fingerprint);
        exceptions = List.copyOf(exceptions);
        tests = List.copyOf(tests);
    }

    /** Lists too, which may hold nulls as long as nobody has checked them. */
    private static Map<String, Object> copyOf(Map<String, Object> params) {
        Map<String, Object> copy = new HashMap<>();
        params.forEach((name, value) -> copy.put(name, copyOf(value)));
        return Map.copyOf(copy);
    }

    private static Object copyOf(Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(copyOf(item)));
        return Collections.unmodifiableList(copy);
    }

    /** The same rule with other expressions beside its condition. */
    public RuleDefinition withCompanions(
            String otherMessage, List<String> otherFingerprint, List<Exemption> otherExceptions) {
        return new RuleDefinition(
                name,
                description,
                expression,
                severity,
                tags,
                params,
                mode,
                owner,
                runbook,
                controls,
                otherMessage,
                otherFingerprint,
                onPartial,
                completion,
                otherExceptions,
                tests);
    }

    /** Starts with the defaults of everything else. */
    public static Builder builder(String name, String expression) {
        return new Builder(name, expression);
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {

        private final String name;
        private final String expression;
        private String description = "";
        private Severity severity = Severity.MEDIUM;
        private List<String> tags = List.of();
        private Map<String, Object> params = Map.of();
        private RuleMode mode = RuleMode.ENFORCE;
        private String owner = "";
        private String runbook = "";
        private List<String> controls = List.of();
        private String message = "";
        private List<String> fingerprint = List.of();
        private PartialPolicy onPartial = PartialPolicy.UNDECIDED;
        private Completion completion = Completion.DEFAULT;
        private List<Exemption> exceptions = List.of();
        private List<RuleTest> tests = List.of();

        private Builder(String name, String expression) {
            this.name = name;
            this.expression = expression;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder params(Map<String, Object> value) {
            params = value;
            return this;
        }

        public Builder mode(RuleMode value) {
            mode = value;
            return this;
        }

        public Builder owner(String value) {
            owner = value;
            return this;
        }

        public Builder runbook(String value) {
            runbook = value;
            return this;
        }

        public Builder controls(List<String> value) {
            controls = value;
            return this;
        }

        public Builder message(String value) {
            message = value;
            return this;
        }

        public Builder fingerprint(List<String> value) {
            fingerprint = value;
            return this;
        }

        public Builder onPartial(PartialPolicy value) {
            onPartial = value;
            return this;
        }

        public Builder completion(Completion value) {
            completion = value;
            return this;
        }

        public Builder exceptions(List<Exemption> value) {
            exceptions = value;
            return this;
        }

        public Builder tests(List<RuleTest> value) {
            tests = value;
            return this;
        }

        public RuleDefinition build() {
            return new RuleDefinition(
                    name,
                    description,
                    expression,
                    severity,
                    tags,
                    params,
                    mode,
                    owner,
                    runbook,
                    controls,
                    message,
                    fingerprint,
                    onPartial,
                    completion,
                    exceptions,
                    tests);
        }
    }
}
