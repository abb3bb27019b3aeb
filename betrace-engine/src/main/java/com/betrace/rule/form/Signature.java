package com.betrace.rule.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a function or method is called.
 *
 * @param required how many of the arguments must be given
 * @param repeats whether the last argument may be given again and again
 */
public record Signature(List<Argument> arguments, int required, boolean repeats, Type result) {

    /** What may be given for an argument. */
    public enum Argument {
        /** A name glob, a lambda of a span, a span set or a span. */
        SELECTOR("a name glob, a lambda, a span set or a span"),
        SPAN_LAMBDA("a lambda of a span, such as s -> s.failed"),
        GROUP_LAMBDA("a lambda of a group, such as g -> g.count() > 3"),
        ITEM_LAMBDA("a lambda of an item, such as x -> x == 'a'"),
        PAIR_LAMBDA("a lambda of key and value, such as (k, v) -> v == 'a'"),
        DURATION("a duration such as '5s'"),
        DURATION_TEXT("a duration such as '5s'"),
        KEY("an attribute key such as 'user.id'"),
        PATTERN("the name of a pattern"),
        LIST("a list"),
        VALUE("a value");

        private final String phrase;

        Argument(String phrase) {
            this.phrase = phrase;
        }

        public String phrase() {
            return phrase;
        }

        public boolean isLambda() {
            return this == SPAN_LAMBDA || this == GROUP_LAMBDA || this == ITEM_LAMBDA || this == PAIR_LAMBDA;
        }
    }

    public Signature {
        arguments = List.copyOf(arguments);
    }

    static Signature of(Type result, int required, Argument... arguments) {
        return new Signature(List.of(arguments), required, false, result);
    }

    static Signature repeating(Type result, int required, Argument argument) {
        return new Signature(List.of(argument), required, true, result);
    }

    public boolean takes(int count) {
        return count >= required && (repeats || count <= arguments.size());
    }

    /** The argument at a position; null beyond the last. */
    public @Nullable Argument argument(int position) {
        if (position < arguments.size()) {
            return arguments.get(position);
        }
        return repeats ? arguments.get(arguments.size() - 1) : null;
    }

    /** For messages: "1 argument", "1 or 2 arguments", "at least 2 arguments". */
    public String arity() {
        int most = arguments.size();
        if (repeats) {
            return "at least " + required + " arguments";
        }
        if (most == 0) {
            return "no arguments";
        }
        String counts = required == most
                ? "" + most
                : most == required + 1 ? required + " or " + most : required + " to " + most;
        return counts + (most == 1 ? " argument" : " arguments");
    }
}
