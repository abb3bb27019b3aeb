package com.betrace.service.packs;

import com.betrace.model.Rule;
import com.betrace.rule.SharedNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule with one mistake, in its condition or in a macro that it calls.
 *
 * @param what which rule, and what the text with the mistake says
 */
record RuleMutant(String what, Rule rule, SharedNames names) {

    static List<RuleMutant> of(Pack pack, PackRule rule) {
        List<RuleMutant> mutants = new ArrayList<>();
        String expression = rule.definition().expression();
        for (String text : ExpressionMutants.of(expression)) {
            mutants.add(new RuleMutant(rule.id() + ": " + text, rule.rule(text), pack.names()));
        }
        for (String name : macrosCalled(expression, pack.names().macros())) {
            for (String text : ExpressionMutants.of(pack.names().macros().get(name))) {
                String what = rule.id() + ", macro " + name + ": " + text;
                mutants.add(new RuleMutant(what, rule.rule(), withMacro(pack.names(), name, text)));
            }
        }
        return mutants;
    }

    private static SharedNames withMacro(SharedNames names, String name, String text) {
        Map<String, String> macros = new HashMap<>(names.macros());
        macros.put(name, text);
        return new SharedNames(names.lists(), names.lookups(), macros);
    }

    /** The macros that an expression calls, and those that these call. */
    private static Set<String> macrosCalled(String expression, Map<String, String> macros) {
        Set<String> called = new TreeSet<>();
        for (Token token : Token.of(expression)) {
            if (macros.containsKey(token.text()) && called.add(token.text())) {
                called.addAll(macrosCalled(macros.get(token.text()), macros));
            }
        }
        return called;
    }
}
