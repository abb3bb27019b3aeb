package com.betrace.rule.form;

/** The operators of the language. */
public enum Operator {
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    IN("=~"),
    NOT_IN("!~"),
    STARTS("=^"),
    NOT_STARTS("!^"),
    ENDS("=$"),
    NOT_ENDS("!$"),
    AND("&&"),
    OR("||"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    ELVIS("?:"),
    COALESCE("??"),
    ABOVE(">>"),
    BELOW("<<"),
    BEFORE(">>>"),
    BOTH("&"),
    EITHER("|"),
    NOT("!"),
    NEGATE("-"),
    PLUS("+"),
    SIZE("size"),
    EMPTY("empty");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public boolean isOrdering() {
        return this == LT || this == LE || this == GT || this == GE;
    }

    public boolean isEquality() {
        return this == EQ || this == NE;
    }

    public boolean isMatch() {
        return ordinal() >= IN.ordinal() && ordinal() <= NOT_ENDS.ordinal();
    }

    /** True of a missing value, which surprises. */
    public boolean isNegatedTest() {
        return this == NE || this == NOT_IN || this == NOT_STARTS || this == NOT_ENDS;
    }

    public boolean isTest() {
        return isOrdering() || isEquality() || isMatch();
    }

    public boolean isArithmetic() {
        return ordinal() >= ADD.ordinal() && ordinal() <= REMAINDER.ordinal();
    }

    public boolean isOfSets() {
        return ordinal() >= ABOVE.ordinal() && ordinal() <= EITHER.ordinal();
    }
}
