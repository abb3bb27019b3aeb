package com.betrace.rule.jexl;

import com.betrace.rule.form.Form.Parameter;
import com.betrace.rule.form.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** The names that may be read at one place beside the variables: parameters of lambdas and of macros. */
final class Scope {

    private final Map<String, Object> names;
    private final Source source;
    private final @Nullable MacroPlace macro;

    private Scope(Map<String, Object> names, Source source, @Nullable MacroPlace macro) {
        this.names = names;
        this.source = source;
        this.macro = macro;
    }

    static Scope ofRule(Source source) {
        return new Scope(Map.of(), source, null);
    }

    /** Inside which macro this is, and where the rule called it. */
    record MacroPlace(String name, Origin call) {}

    /** What a macro's parameter stands for; read anew at each use, where its type is known. */
    record Argument(JexlNode node, Scope scope) {}

    static Scope ofMacro(Map<String, Argument> arguments, Source source, MacroPlace place) {
        return new Scope(Map.copyOf(arguments), source, place);
    }

    /** The text that positions refer to. */
    Source source() {
        return source;
    }

    @Nullable
    MacroPlace macro() {
        return macro;
    }

    Scope with(Iterable<Parameter> parameters) {
        Map<String, Object> inner = new HashMap<>(names);
        parameters.forEach(parameter -> inner.put(parameter.name(), parameter));
        return new Scope(inner, source, macro);
    }

    @Nullable
    Parameter parameter(String name) {
        return names.get(name) instanceof Parameter parameter ? parameter : null;
    }

    @Nullable
    Argument argument(String name) {
        return names.get(name) instanceof Argument argument ? argument : null;
    }

    Set<String> names() {
        return names.keySet();
    }
}
