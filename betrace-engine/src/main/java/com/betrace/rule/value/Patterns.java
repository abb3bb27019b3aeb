package com.betrace.rule.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** Whole-string regular expressions in RE2 syntax, in linear time; plain text, prefixes and suffixes take a short cut. */
public final class Patterns {

    /** The largest pattern, in characters. */
    public static final int MAX_LENGTH = 512;
    /** The largest pattern once its repetitions are written out, in instructions. */
    public static final long MAX_SIZE = 2000;

    private static final String META = "\\.[]{}()*+?^$|";

    private Patterns() {}

    /** Throws IllegalArgumentException that says what is wrong with the pattern. */
    public static TextPattern compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the pattern has " + pattern.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        if (isPlain(pattern)) {
            return ofText(pattern::equals);
        }
        if (pattern.endsWith(".*") && isPlain(pattern.substring(0, pattern.length() - 2))) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return ofText(text -> text.startsWith(prefix) && text.indexOf('\n', prefix.length()) < 0);
        }
        if (pattern.startsWith(".*") && isPlain(pattern.substring(2))) {
            String suffix = pattern.substring(2);
            return ofText(text -> text.endsWith(suffix) && isOneLine(text, text.length() - suffix.length()));
        }
        return general(pattern);
    }

    private static TextPattern ofText(Predicate<String> test) {
        return new TextPattern(text -> test.test(text.toString()), 0);
    }

    private static TextPattern general(String pattern) {
        long size = PatternSize.of(pattern);
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("it takes about " + size
                    + " instructions when its repetitions are written out, at most " + MAX_SIZE + " are allowed");
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            return new TextPattern(text -> compiled.matcher(text).matches(), size);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + " in '" + e.getPattern() + "'", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it nests too deeply", e);
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException("it takes too much memory", e);
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
}
