package com.betrace.rulecase;

import com.betrace.model.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** The words of one compact line; a word may have quoted parts, and these may hold spaces. */
final class CompactTokens {

    private static final int MAX_QUOTED = 80;

    private final int line;
    private final String text;
    private int at;

    private CompactTokens(int line, String text) {
        this.line = line;
        this.text = text;
    }

    /** As they are written, quotes included; at least one where the line is not blank. */
    static List<String> of(int line, String text) {
        CompactTokens rest = new CompactTokens(line, text);
        List<String> tokens = new ArrayList<>();
        while (rest.skipBlanks()) {
            tokens.add(rest.token());
        }
        return tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private String token() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            if (text.charAt(at) == '"') {
                skipQuoted();
            } else {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private void skipQuoted() {
        int quote = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new CompactTraceException(
                    line, "a quote is not closed: " + Excerpt.of(text.substring(quote), MAX_QUOTED));
        }
        at++;
    }
}
