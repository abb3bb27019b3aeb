package com.betrace.service.journal;

/** A row of close marks; some of its traces may still be needed. */
final class MarksRow {

    final long number;
    final int size;
    private int pins;

    MarksRow(long number, int size) {
        this.number = number;
        this.size = size;
    }

    void pin() {
        pins++;
    }

    void release() {
        pins--;
    }

    /** Without it a trace that is needed would be judged again. */
    boolean isNeeded() {
        return pins > 0;
    }
}
