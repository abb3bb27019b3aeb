package com.betrace.rule.form;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a form stands in the source, and how it reads. The text is written out only when someone asks for it. */
public final class Origin {

    private final int line;
    private final int column;
    private final Supplier<String> source;
    private @Nullable String text;

    public Origin(int line, int column, String text) {
        this(line, column, () -> text);
    }

    public Origin(int line, int column, Supplier<String> text) {
        this.line = line;
        this.column = column;
        this.source = text;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    /** The sub-expression as it reads, on one line. */
    public String text() {
        String known = text;
        if (known == null) {
            // Threads may both write it out; they write the same.
            known = source.get();
            text = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return line + ":" + column + " " + text();
    }
}
