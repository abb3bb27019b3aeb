package com.betrace.rule.jexl;

import com.betrace.rule.RuleLimits;

/**
 * How much work an expression is to the parser: about how many tokens it reads in all. It looks ahead over arguments and
 * elements before it reads them, and over indexes and braces twice wherever it looks, so that what is nested multiplies. So
 * it does with what follows a question mark in a lambda, which it takes for the lambda's own and for one behind it.
 */
final class ParseCost {

    /** Takes the parser some 20 ms; 4 KiB without deep nesting are a tenth of it. */
    static final int MAX = 30_000;

    private final int[] looks;
    private final boolean[] arrows;
    private final boolean[] choices;
    private int depth;
    private int reads;
    private char last = ' ';
    private boolean inWord;
    private boolean isMember;

    ParseCost(RuleLimits limits) {
        this.looks = new int[limits.maxDepth() + 1];
        this.arrows = new boolean[looks.length];
        this.choices = new boolean[looks.length];
    }

    /** Takes the next character outside strings and comments; opened brackets must be within the limits of depth. */
    void add(char c) {
        if (Character.isWhitespace(c)) {
            inWord = false;
            return;
        }
        boolean isWord = Character.isJavaIdentifierPart(c);
        if (!isWord || !inWord) {
            reads += 1 + looks[depth];
            isMember = isWord ? last == '.' : isMember && c == '(' || closes(last);
        }
        switch (c) {
            case '{' -> open(2, 2);
            case '[' -> open(endsValue() ? 2 : 1, 1);
            case '(' -> open(1, isMember ? 1 : 0);
            case '}', ']', ')' -> depth = Math.max(0, depth - 1);
            case '>' -> arrows[depth] |= last == '-' || last == '=';
            case '?' -> choose();
            default -> {}
        }
        inWord = isWord;
        last = c;
    }

    /** Takes a string. */
    void addString() {
        reads += 1 + looks[depth];
        inWord = false;
        last = '\'';
    }

    private void open(int times, int more) {
        int outside = looks[depth];
        looks[++depth] = times * outside + more;
        arrows[depth] = false;
        choices[depth] = false;
    }

    private void choose() {
        if (arrows[depth] && !choices[depth]) {
            choices[depth] = true;
            looks[depth] *= 2;
        }
    }

    private boolean endsValue() {
        return Character.isJavaIdentifierPart(last) || closes(last);
    }

    private static boolean closes(char c) {
        return ")]}'".indexOf(c) >= 0;
    }

    int reads() {
        return reads;
    }
}
