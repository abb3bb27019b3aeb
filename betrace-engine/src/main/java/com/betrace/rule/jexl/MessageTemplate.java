package com.betrace.rule.jexl;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A text with expressions in it. */
record MessageTemplate(List<Part> parts) {

    /** A piece of a template. */
    sealed interface Part {}

    /** Text that stands for itself. */
    record Fixed(String text) implements Part {}

    /** A compiled <code>${..}</code>. */
    record Computed(Program program) implements Part {}

    /** Of its expressions. */
    Stream<Program> programs() {
        return parts.stream().filter(Computed.class::isInstance).map(part -> ((Computed) part).program());
    }

    String render(Function<Program, String> value) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part instanceof Computed computed ? value.apply(computed.program()) : ((Fixed) part).text());
        }
        return text.toString();
    }

    /**
     * A piece of a template as written.
     *
     * @param start where an expression begins in the template, behind the brace; -1 for fixed text
     */
    record Piece(String text, int start) {

        boolean isExpression() {
            return start >= 0;
        }
    }

    /**
     * Splits at <code>${..}</code>; <code>$${</code> stands for <code>${</code>. Throws where one has no end, when all
     * pieces before it have been added.
     */
    static void split(String template, List<Piece> pieces) throws Unterminated {
        StringBuilder fixed = new StringBuilder();
        for (int at = 0; at < template.length(); ) {
            if (template.startsWith("$${", at)) {
                fixed.append("${");
                at += 3;
            } else if (template.startsWith("${", at)) {
                int end = end(template, at + 2);
                pieces.add(new Piece(fixed.toString(), -1));
                fixed.setLength(0);
                pieces.add(new Piece(template.substring(at + 2, end), at + 2));
                at = end + 1;
            } else {
                fixed.append(template.charAt(at++));
            }
        }
        pieces.add(new Piece(fixed.toString(), -1));
    }

    /** The place of the brace that closes an expression, past strings and braces inside it. */
    private static int end(String template, int from) throws Unterminated {
        int depth = 0;
        for (int at = from; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '"' || c == '\'') {
                at = endOfString(template, at, c, from);
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return at;
            }
        }
        throw new Unterminated(from - 2);
    }

    private static int endOfString(String template, int from, char quote, int start) throws Unterminated {
        for (int at = from + 1; at < template.length(); at++) {
            if (template.charAt(at) == '\\') {
                at++;
            } else if (template.charAt(at) == quote) {
                return at;
            }
        }
        throw new Unterminated(start - 2);
    }

    /** A <code>${</code> without its end. */
    static final class Unterminated extends Exception {

        private static final long serialVersionUID = 1;

        private final int at;

        Unterminated(int at) {
            this.at = at;
        }

        int at() {
            return at;
        }
    }
}
