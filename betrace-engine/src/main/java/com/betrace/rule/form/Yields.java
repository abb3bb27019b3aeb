package com.betrace.rule.form;

/** What a rule's expression can come to. */
public final class Yields {

    private Yields() {}

    /** Whether it can be groups, each of which is a violation of its own. */
    public static boolean groups(Form form) {
        if (form instanceof Form.Binary binary) {
            return switch (binary.operator()) {
                case AND -> groups(binary.right());
                case OR, ELVIS, COALESCE -> groups(binary.left()) || groups(binary.right());
                default -> false;
            };
        }
        if (form instanceof Form.Conditional conditional) {
            return groups(conditional.yes()) || groups(conditional.no());
        }
        return form.type() == Type.GROUPS;
    }
}
