package com.betrace.rule.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** Whole-string regular expressions in RE2 syntax, in linear time; plain text, prefixes and suffixes take a short cut. */
public final class Patterns {

    /** The largest pattern, in characters. */
    public static final int MAX_LENGTH = 512;
    /** The largest product of nested repetition counts; RE2 writes repetitions out when it compiles. */
    public static final int MAX_REPEATS = 1000;

    private static final String META = "\\.[]{}()*+?^$|";

    private Patterns() {}

    /** Throws IllegalArgumentException that says what is wrong with the pattern. */
    public static Predicate<String> compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the pattern has " + pattern.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        if (isPlain(pattern)) {
            return pattern::equals;
        }
        if (pattern.endsWith(".*") && isPlain(pattern.substring(0, pattern.length() - 2))) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return text -> text.startsWith(prefix) && text.indexOf('\n', prefix.length()) < 0;
        }
        if (pattern.startsWith(".*") && isPlain(pattern.substring(2))) {
            String suffix = pattern.substring(2);
            return text -> text.endsWith(suffix) && isOneLine(text, text.length() - suffix.length());
        }
        return general(pattern);
    }

    private static Predicate<String> general(String pattern) {
        long repeats = repeats(pattern);
        if (repeats > MAX_REPEATS) {
            throw new IllegalArgumentException(
                    "its nested repetitions multiply to " + repeats + ", at most " + MAX_REPEATS + " are allowed");
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            return text -> compiled.matcher(text).matches();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + " in '" + e.getPattern() + "'", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it nests too deeply", e);
        }
    }

    private static boolean isOneLine(String text, int end) {
        int newline = text.indexOf('\n');
        return newline < 0 || newline >= end;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (META.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The product of all {@code {n,m}} counts, an upper bound of what nesting can multiply to: counts side by side are
     * multiplied too, which only matters to patterns that no rule needs.
     */
    private static long repeats(String pattern) {
        long product = 1;
        for (int i = pattern.indexOf('{'); i >= 0; i = pattern.indexOf('{', i + 1)) {
            if (i > 0 && pattern.charAt(i - 1) == '\\') {
                continue;
            }
            int end = pattern.indexOf('}', i);
            if (end > 0) {
                product = Math.min(Integer.MAX_VALUE, product * Math.max(1, largest(pattern.substring(i + 1, end))));
            }
        }
        return product;
    }

    private static long largest(String counts) {
        long largest = 0;
        for (String count : counts.split(",", -1)) {
            Number number = Numbers.parse(count.strip());
            largest = Math.max(largest, number instanceof Long n ? n : 0);
        }
        return largest;
    }
}
