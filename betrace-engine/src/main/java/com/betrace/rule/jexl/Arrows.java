package com.betrace.rule.jexl;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where lambdas may begin: once in each argument. The parser tries every arrow in two ways where a question mark follows,
 * so that arrows in a row, which mean nothing, would take time that doubles with each.
 */
final class Arrows {

    /** The brackets that are open, the innermost first. */
    private final Deque<Level> open = new ArrayDeque<>();

    private static final class Level {
        private final boolean takesLambdas;
        private boolean isTaken;

        Level(boolean takesLambdas) {
            this.takesLambdas = takesLambdas;
        }
    }

    /** At the top stands the lambda of a macro. */
    Arrows() {
        open.push(new Level(true));
    }

    /** Takes the next character outside strings, comments and arrows. */
    void add(char c) {
        switch (c) {
            case '(' -> open.push(new Level(true));
            case '[', '{' -> open.push(new Level(false));
            case ')', ']', '}' -> open.pop();
            case ',' -> open.element().isTaken = false;
            default -> {}
        }
    }

    /** Whether an arrow may stand here. */
    boolean admitNext() {
        Level level = open.element();
        boolean admitted = level.takesLambdas && !level.isTaken;
        level.isTaken = true;
        return admitted;
    }
}
