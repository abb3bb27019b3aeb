package com.betrace.rule.jexl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The text of an expression, by line and column from 1. */
final class Source {

    private final String text;
    private final List<String> lines;
    /** Where each line but the first starts. */
    private final int[] starts;

    Source(String text) {
        this.text = text;
        this.lines = text.lines().toList();
        this.starts = IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '\n')
                .map(i -> i + 1)
                .toArray();
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

    /** The source line and, below it, a caret; long lines are cut around the column, control characters are blanks. */
    String snippet(int line, int column) {
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
