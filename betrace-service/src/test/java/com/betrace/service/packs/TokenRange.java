package com.betrace.service.packs;

import java.util.ArrayList;
import java.util.List;

/**
 * Part of an expression, as the tokens from one index to another, exclusive. What it is asked for is searched outside the
 * brackets that open in it.
 */
record TokenRange(List<Token> tokens, int start, int end) {

    static TokenRange of(String expression) {
        List<Token> tokens = Token.of(expression);
        return new TokenRange(tokens, 0, tokens.size());
    }

    Token token(int index) {
        return tokens.get(index);
    }

    Token first() {
        return tokens.get(start);
    }

    Token last() {
        return tokens.get(end - 1);
    }

    boolean isEmpty() {
        return start == end;
    }

    TokenRange from(int index) {
        return new TokenRange(tokens, index, end);
    }

    /** What is inside two brackets. */
    TokenRange between(int open, int close) {
        return new TokenRange(tokens, open + 1, close);
    }

    /** The index of the first such token, or -1. */
    int indexOf(String text) {
        for (int i = start; i < end; i++) {
            if (tokens.get(i).is(text)) {
                return i;
            }
            i = tokens.get(i).opens() ? closing(i) : i;
        }
        return -1;
    }

    /** The ranges between the tokens of this text; this range alone where there is none. */
    List<TokenRange> split(String text) {
        List<TokenRange> parts = new ArrayList<>();
        TokenRange rest = this;
        for (int at = rest.indexOf(text); at >= 0; at = rest.indexOf(text)) {
            parts.add(new TokenRange(tokens, rest.start, at));
            rest = rest.from(at + 1);
        }
        parts.add(rest);
        return parts;
    }

    /** The index of the bracket that closes the one at an index. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "'" + tokens.get(open).text() + "' at " + tokens.get(open).start() + " is never closed");
    }

    /** Whether a bracket opens a list, and not an access to what stands before it. */
    boolean startsLiteral(int open) {
        if (open == start) {
            return true;
        }
        Token before = tokens.get(open - 1);
        return !before.isWord() && !before.closes() && !before.isString();
    }
}
