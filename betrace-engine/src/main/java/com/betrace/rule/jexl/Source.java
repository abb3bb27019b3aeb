package com.betrace.rule.jexl;

import java.util.List;

/** The text of an expression, by line and column from 1. */
final class Source {

    private final String text;
    private final List<String> lines;

    Source(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    String text() {
        return text;
    }

    int line(int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    int column(int offset) {
        int end = Math.min(offset, text.length());
        return end - text.lastIndexOf('\n', end - 1);
    }

    int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.max(0, Math.min(text.length(), start + column - 1));
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
