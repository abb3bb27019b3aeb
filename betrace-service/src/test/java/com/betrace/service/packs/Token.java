package com.betrace.service.packs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of an expression: a string literal, a word, an operator or a bracket.
 *
 * @param start where it starts in the text
 * @param end where it ends, exclusive
 */
record Token(String text, int start, int end) {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'" // strings
                    + "|\\d+(?:\\.\\d+)?|\\w+"
                    + "|->|\\.\\.|&&|\\|\\||\\?\\?|\\?:|>>>|>>|<<|[=!<>]=|[=!][~^$]|\\S");

    static List<Token> of(String expression) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
        }
        return tokens;
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean opens() {
        return is("(") || is("[") || is("{");
    }

    boolean closes() {
        return is(")") || is("]") || is("}");
    }

    boolean isWord() {
        return Character.isJavaIdentifierStart(text.charAt(0));
    }

    boolean isString() {
        return text.charAt(0) == '"' || text.charAt(0) == '\'';
    }
}
