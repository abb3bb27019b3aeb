package com.betrace.rule.jexl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The text of an expression, by line and column from 1. */
final class Source {

    private final String text;
    private final List<String> lines;
    /** Where each line but the first starts. */
    private final int[] starts;
    /** The text that positions shown to people refer to, and where in it this one begins. */
    private final @Nullable Source whole;

    private final int place;

    Source(String text) {
        this(text, null, 0);
    }

    private Source(String text, @Nullable Source whole, int place) {
        this.text = text;
        this.lines = text.lines().toList();
        this.starts = IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '\n')
                .map(i -> i + 1)
                .toArray();
        this.whole = whole;
        this.place = place;
    }

    /** An expression that stands at some place of a larger text. */
    static Source part(Source whole, int place, String text) {
        return new Source(text, whole, place);
    }

    String text() {
        return text;
    }

    int line(int offset) {
        int found = Arrays.binarySearch(starts, Math.min(offset, text.length()));
        return found >= 0 ? found + 2 : -found;
    }

    int column(int offset) {
        return Math.min(offset, text.length()) - start(line(offset)) + 1;
    }

    int offset(int line, int column) {
        return Math.max(0, Math.min(text.length(), start(line) + column - 1));
    }

    /** Of a line beyond the last: the start of the last. */
    private int start(int line) {
        int place = Math.min(line, starts.length + 1) - 2;
        return place < 0 ? 0 : starts[place];
    }

    /** A place of this expression as people are shown it. */
    Place shown(int line, int column) {
        if (whole == null) {
            return new Place(line, column, snippet(line, column));
        }
        int at = place + offset(line, column);
        return whole.shown(whole.line(at), whole.column(at));
    }

    /**
     * A place as people are shown it.
     *
     * @param snippet the source line and, below it, a caret at the column
     */
    record Place(int line, int column, String snippet) {}

    /** Long lines are cut around the column, control characters are blanks. */
    private String snippet(int line, int column) {
        String full = line <= lines.size() ? lines.get(line - 1) : "";
        int at = Math.max(0, Math.min(column - 1, full.length()));
        int from = Math.max(0, at - 60);
        int to = Math.min(full.length(), from + 120);
        StringBuilder shown = new StringBuilder(from > 0 ? "..." : "");
        int caret = shown.length() + at - from;
        full.substring(from, to)
                .chars()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(c -> shown.append((char) c));
        return shown.append(to < full.length() ? "..." : "")
                .append('\n')
                .append(" ".repeat(caret))
                .append('^')
                .toString();
    }
}
