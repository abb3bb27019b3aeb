package com.betrace.benchmarks;

import java.util.function.IntFunction;

/** Rules of 4 KiB, the longest there can be, each of another shape; and one as people write them. */
public enum LongRule {
    TYPICAL(true) {
        @Override
        String expression() {
            return "when(spans(\"payment.charge\", c -> c.amount > 1000 && c.currency == 'EUR' && c['payment.kind'] == 'card'))"
                    + ".always(c -> c.precededBy(\"fraud.check\", '5s') && c.parent.service =~ ['pay', 'checkout'])";
        }
    },
    CONJUNCTION(true) {
        @Override
        String expression() {
            return filled("span.failed", i -> " && span.attribute" + i + " == 'value" + i + "'", "");
        }
    },
    DISJUNCTION(true) {
        @Override
        String expression() {
            return filled("span.failed", i -> " || span['http.header." + i + "'] > " + i, "");
        }
    },
    /** Groups, calls and choices, 15 deep. */
    NESTING(true) {
        @Override
        String expression() {
            return filled(
                    "span.failed",
                    i -> " || (((((some(span.xs, a -> (a.y ? (a.z ? ((((((size(a.w) == " + i
                            + ")))))) : a.v) : a.u)))))))",
                    "");
        }
    },
    LAMBDAS(true) {
        @Override
        String expression() {
            return filled("spans(\"a\")", i -> ".where(s -> s.depth > " + i + ")", "");
        }
    },
    SET_OPERATORS(true) {
        @Override
        String expression() {
            return filled("spans(\"a\")", i -> " & spans(\"service" + i + ".*\").where(s -> s.failed)", "");
        }
    },
    LIST(true) {
        @Override
        String expression() {
            return filled("span.x =~ ['a'", i -> ", " + (i % 2 == 0 ? "" + i : "'b" + i + "'"), "]");
        }
    },
    MAP(true) {
        @Override
        String expression() {
            return filled("{'a': 1", i -> ", 'b" + i + "': [" + i + ", true]", "}[span.x] == 1");
        }
    },
    PATTERNS(true) {
        @Override
        String expression() {
            return filled("span.failed", i -> " || span.name =~ '(?i)(get|post)+ [/]x" + i + ".{1,99}[^a-f]+'", "");
        }
    },
    /** Every name is unknown, most of them nearly known. */
    ERRORS(false) {
        @Override
        String expression() {
            return filled("x", i -> i % 3 == 0 ? " || spam" + i : i % 3 == 1 ? " || spams(1)" : " || trace.rooot", "");
        }
    },
    /** What the parser looks at most often among all that it is given. */
    HOSTILE(false) {
        @Override
        String expression() {
            return filled("x[{a", i -> ",a[1]", "}]");
        }
    };

    private static final int LENGTH = 4096;

    private final boolean valid;

    LongRule(boolean valid) {
        this.valid = valid;
    }

    abstract String expression();

    boolean isValid() {
        return valid;
    }

    /** As many parts as there is room for. */
    private static String filled(String start, IntFunction<String> part, String end) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; text.length() + part.apply(i).length() + end.length() <= LENGTH; i++) {
            text.append(part.apply(i));
        }
        return text + " ".repeat(LENGTH - text.length() - end.length()) + end;
    }
}
