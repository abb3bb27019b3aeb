package com.betrace.rule.jexl;

import com.betrace.model.SharedKey;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Origin;
import com.betrace.rule.jexl.Scope.MacroPlace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Puts macros in where they are called, so that all checks see what a rule means. */
final class Macros {

    /** Of macros in one expression, which can double with each level of calls. */
    private static final int MAX_EXPANSIONS = 256;

    private final Lowering lowering;
    private final Map<String, Macro> parsed = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int expansions;

    private record Macro(ASTJexlLambda lambda, Source source) {}

    Macros(Lowering lowering) {
        this.lowering = lowering;
    }

    /** The macros that were used, for the interpreter to call. */
    Map<String, ASTJexlLambda> used() {
        Map<String, ASTJexlLambda> used = new HashMap<>();
        parsed.forEach((name, macro) -> used.put(name, macro.lambda()));
        return Map.copyOf(used);
    }

    Form expand(JexlNode call, String name, List<JexlNode> arguments, Scope scope) {
        Origin at = lowering.origin(call);
        if (++expansions > MAX_EXPANSIONS) {
            if (expansions == MAX_EXPANSIONS + 1) {
                lowering.issues()
                        .error(
                                "too-many-macros",
                                at,
                                "macros are called more than " + MAX_EXPANSIONS
                                        + " times, counting the calls within macros");
            }
            return lowering.broken(call);
        }
        if (open.contains(name)) {
            lowering.issues().error("recursive-macro", at, "macro '" + name + "' calls itself");
            return lowering.broken(call);
        }
        lowering.used().add(new SharedKey(SharedKey.Kind.MACRO, name));
        Macro macro = parse(name, at);
        if (macro == null) {
            return lowering.broken(call);
        }
        String[] names = macro.lambda().getParameters();
        String[] parameters = names == null ? new String[0] : names;
        if (parameters.length != arguments.size()) {
            lowering.issues()
                    .error(
                            "wrong-arity",
                            at,
                            "macro '" + name + "' takes " + parameters.length
                                    + (parameters.length == 1 ? " argument, not " : " arguments, not ")
                                    + arguments.size());
            return lowering.broken(call);
        }
        Map<String, Scope.Argument> bound = new HashMap<>();
        for (int i = 0; i < parameters.length; i++) {
            bound.put(parameters[i], new Scope.Argument(arguments.get(i), scope));
        }
        MacroPlace outer = scope.macro();
        MacroPlace place = new MacroPlace(name, outer == null ? at : outer.call());
        return new Form.Expansion(at, name, body(call, name, macro, bound, place));
    }

    private Form body(JexlNode call, String name, Macro macro, Map<String, Scope.Argument> bound, MacroPlace place) {
        Scope scope = Scope.ofMacro(bound, macro.source(), place);
        open.push(name);
        try {
            MacroPlace before = lowering.issues().enter(place);
            bound.keySet().forEach(parameter -> lowering.checkParameter(new Origin(1, 1, ""), parameter));
            lowering.issues().enter(before);
            return lowering.lowerBody(call, macro.lambda().jjtGetChild(0), scope);
        } finally {
            open.pop();
        }
    }

    private @Nullable Macro parse(String name, Origin call) {
        Macro known = parsed.get(name);
        if (known != null) {
            return known;
        }
        Source text = new Source(lowering.names().macros().getOrDefault(name, ""));
        Issues ofMacro = new Issues(text);
        ASTJexlScript script = lowering.parser().parse(text, ofMacro);
        if (script == null) {
            ofMacro.sorted()
                    .forEach(issue -> lowering.issues()
                            .error(
                                    issue.code(),
                                    call,
                                    "in macro '" + name + "' at " + issue.line() + ":" + issue.column() + ": "
                                            + issue.message()));
            return null;
        }
        if (!(script instanceof ASTJexlLambda lambda) || !MacroCheck.isLambda(script)) {
            lowering.issues().error("not-a-macro", call, "macro '" + name + "' is not a lambda such as s -> s.failed");
            return null;
        }
        Macro macro = new Macro(lambda, text);
        parsed.put(name, macro);
        return macro;
    }

    /** The arguments of a call, as nodes. */
    static List<JexlNode> arguments(JexlNode arguments) {
        List<JexlNode> nodes = new ArrayList<>();
        for (int i = 0; i < arguments.jjtGetNumChildren(); i++) {
            nodes.add(arguments.jjtGetChild(i));
        }
        return nodes;
    }
}
