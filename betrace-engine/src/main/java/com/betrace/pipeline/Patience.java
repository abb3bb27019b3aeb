package com.betrace.pipeline;

import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.Span;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one rule set for which traces stay open for longer than usual, each only for traces that concern it. All rules
 * judge a trace when it closes, so a rule's shorter times shorten nothing.
 */
final class Patience {

    private final RuleSet rules;
    private final CompletionPolicy usual;
    private final List<Patient> patients;

    /** A rule and for how long it holds a trace. */
    private record Patient(CompiledRule rule, CompletionPolicy policy) {}

    private Patience(RuleSet rules, CompletionPolicy usual) {
        this.rules = rules;
        this.usual = usual;
        this.patients = rules.traceRules().stream()
                .map(this::patient)
                .filter(patient -> !patient.policy().equals(usual))
                .toList();
    }

    /** @param usual how long a trace stays open where no rule wants more */
    static Patience of(RuleSet rules, CompletionPolicy usual) {
        return new Patience(rules, usual);
    }

    /** That of another rule set, or this where it is of that. */
    Patience with(RuleSet others) {
        return others == rules ? this : new Patience(others, usual);
    }

    private Patient patient(CompiledRule rule) {
        CompletionPolicy wanted = usual.of(rule.rule().definition().completion(), rule.horizon());
        return new Patient(rule, usual.atLeast(wanted));
    }

    /** For how long a trace with this span is to stay open; null where that is as long as usual. */
    @Nullable
    CompletionPolicy wantedFor(Span span) {
        CompletionPolicy wanted = null;
        for (int i = 0; i < patients.size(); i++) {
            Patient patient = patients.get(i);
            if (patient.rule().concerns(span)) {
                wanted = wanted == null ? patient.policy() : wanted.atLeast(patient.policy());
            }
        }
        return wanted;
    }
}
