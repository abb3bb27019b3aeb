package com.betrace.service.storage;

import com.betrace.model.Violation;
import com.betrace.store.SearchWords;
import com.betrace.store.ViolationCriteria;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The words of a violation, and its controls, tags and kind as words that no text has, so that one index finds all of them and
 * rare ones of any sort are found fast. Tokens are of letters, digits and characters of the private use area only.
 */
final class SearchTokens {

    private static final char KINDS = 0xE000;
    private static final char CONTROL = 0xE100;
    private static final char TAG = 0xE101;

    /** Added to a character that would end a word or be read without regard to case. */
    private static final char ESCAPED = 0xE200;

    private static final int ASCII = 0x80;

    private SearchTokens() {}

    /** Separated by spaces. */
    static String of(Violation violation) {
        Set<String> tokens = new LinkedHashSet<>(SearchWords.of(violation));
        violation.controls().forEach(control -> tokens.add(label(CONTROL, control)));
        violation.tags().forEach(tag -> tokens.add(label(TAG, tag)));
        tokens.add(kind(ViolationKind.of(violation)));
        return String.join(" ", tokens);
    }

    /** What is asked of text, control and tag; without the kind. */
    static Set<String> of(ViolationCriteria filter) {
        Set<String> tokens =
                filter.text() == null ? new LinkedHashSet<>() : new LinkedHashSet<>(SearchWords.of(filter.text()));
        if (filter.control() != null) {
            tokens.add(label(CONTROL, filter.control()));
        }
        if (filter.tag() != null) {
            tokens.add(label(TAG, filter.tag()));
        }
        return tokens;
    }

    private static String kind(int kind) {
        return String.valueOf((char) (KINDS + kind));
    }

    private static String label(char type, String label) {
        StringBuilder token = new StringBuilder().append(type);
        label.chars().forEach(unit -> token.append((char) (isPlain(unit) ? unit : ESCAPED + unit)));
        return token.toString();
    }

    private static boolean isPlain(int unit) {
        return unit >= ASCII || (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9');
    }

    /** All of the tokens and, unless all are meant, one of the kinds. */
    static String query(
            Collection<String> tokens, List<Integer> kinds, String and, String or, Function<String, String> quoted) {
        String all = tokens.stream().map(quoted).collect(Collectors.joining(and));
        return kinds.size() == ViolationKind.COUNT
                ? all
                : all
                        + and
                        + kinds.stream().map(SearchTokens::kind).map(quoted).collect(Collectors.joining(or, "(", ")"));
    }
}
