package com.betrace.store;

import com.betrace.model.Violation;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words by which violations are searched: runs of letters and digits, in lower case; everything else separates. */
public final class SearchWords {

    /** What a longer word has beyond is not looked at: databases limit their words, and people do not type such. */
    private static final int MAX_LENGTH = 256;

    private SearchWords() {}

    /** Those of its message, rule, service and span name. */
    public static Set<String> of(Violation violation) {
        return of(String.join(
                " ",
                violation.message(),
                violation.ruleId(),
                violation.ruleName(),
                violation.service(),
                violation.spanName()));
    }

    /** In the order in which they first occur. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                word.appendCodePoint(character);
            } else {
                end(word, words);
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            String lower = word.toString().toLowerCase(Locale.ROOT);
            words.add(lower.substring(0, Math.min(lower.length(), MAX_LENGTH)));
            word.setLength(0);
        }
    }
}
