package com.betrace.rule.form;

/** What is known of a value before there is one. */
public enum Type {
    BOOL("true or false"),
    NUMBER("a number"),
    STRING("a string"),
    DURATION("a duration"),
    INSTANT("a time"),
    SPAN("a span"),
    SPANSET("a span set"),
    GROUP("a group"),
    GROUPS("groups"),
    TRACE("the trace"),
    ATTRIBUTES("attributes"),
    EVENT("an event"),
    EVENTS("a list of events"),
    LINK("a link"),
    LINKS("a list of links"),
    LIST("a list"),
    MAP("a map"),
    RANGE("a range"),
    LAMBDA("a lambda"),
    INVARIANT("a when(..) result"),
    NULL("null"),
    /** An attribute or anything else that only the data tells. */
    ANY("a value");

    private final String phrase;

    Type(String phrase) {
        this.phrase = phrase;
    }

    /** With its article, for messages. */
    public String phrase() {
        return phrase;
    }

    public boolean isList() {
        return this == LIST || this == EVENTS || this == LINKS;
    }

    /** Whether it names spans, which a rule may yield as offenders. */
    public boolean namesSpans() {
        return this == SPAN || this == SPANSET || this == GROUPS;
    }

    public boolean isUnknown() {
        return this == ANY || this == NULL;
    }

    /** The type of a value that is one or the other. */
    public Type or(Type other) {
        if (this == other || other == NULL) {
            return this;
        }
        return this == NULL ? other : ANY;
    }

    /** The type of a list's items. */
    public Type item() {
        return switch (this) {
            case EVENTS -> EVENT;
            case LINKS -> LINK;
            case SPANSET -> SPAN;
            case GROUPS -> GROUP;
            default -> ANY;
        };
    }
}
