package com.betrace.rule.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** About how many instructions a regular expression becomes: RE2 writes repetitions out when it compiles. */
final class PatternSize {

    private static final Pattern COUNTS = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?}");
    /** What stands for nothing, so that what is repeated behind it stands before it. */
    private static final Pattern NOTHING = Pattern.compile("\\\\Q\\\\E|\\(\\?[a-zA-Z-]*\\)");

    private static final long ENOUGH = Integer.MAX_VALUE;
    /** What looking up the characters of a class such as \pL takes, in instructions. */
    private static final int NAMED_CLASS = 100;

    private final String pattern;
    private int at;
    private long classes;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** An upper bound, also for patterns that are not well-formed. */
    static long of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        long total = 0;
        while (size.at < pattern.length()) {
            total = sum(total, size.atoms());
            size.at++;
        }
        return sum(total, size.classes * NAMED_CLASS);
    }

    /** Up to the end of the group. */
    private long atoms() {
        long total = 0;
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            total = pattern.startsWith("\\Q", at) ? sum(total, quoted()) : sum(total, repeated(atom()));
        }
        return total;
    }

    /** Text that stands for itself, the last of which may be repeated. */
    private long quoted() {
        int from = at + 2;
        int end = pattern.indexOf("\\E", from);
        int to = end < 0 ? pattern.length() : end;
        at = end < 0 ? to : end + 2;
        return sum(to - from, repeated(1));
    }

    /** A group has an instruction on either side, and an alternative one of its own. */
    private long atom() {
        char c = pattern.charAt(at++);
        if (c == '(') {
            long inside = atoms();
            at++;
            return Math.max(1, inside) + 2;
        }
        if (c == '|') {
            return 2;
        }
        if (c == '[') {
            skipClass();
        } else if (c == '\\') {
            skipEscape();
        }
        return 1;
    }

    private long repeated(long size) {
        long result = size;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            Matcher counts = COUNTS.matcher(pattern).region(at, pattern.length());
            Matcher nothing = NOTHING.matcher(pattern).region(at, pattern.length());
            if (c == '*' || c == '+' || c == '?') {
                result = sum(result, 1);
                at++;
            } else if (c == '{' && counts.lookingAt()) {
                result = copies(counts, result);
                at = counts.end();
            } else if (nothing.lookingAt()) {
                at = nothing.end();
            } else {
                return result;
            }
        }
        return result;
    }

    /** Each copy that may be left out has an instruction more. */
    private static long copies(Matcher counts, long size) {
        long least = Long.parseLong(counts.group(1));
        String upTo = counts.group(3);
        long most = upTo == null ? least : upTo.isEmpty() ? least + 1 : Long.parseLong(upTo);
        return Math.min(ENOUGH, size * Math.max(1, most) + Math.max(1, most - least));
    }

    /** A bracket that comes first is a member. */
    private void skipClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 2;
            } else if (pattern.charAt(at++) == '\\') {
                skipEscape();
            }
        }
        at++;
    }

    private void skipEscape() {
        char c = at < pattern.length() ? pattern.charAt(at++) : ' ';
        boolean isNamedClass = c == 'p' || c == 'P';
        classes += isNamedClass ? 1 : 0;
        int end = pattern.indexOf('}', at);
        if ((isNamedClass || c == 'x') && pattern.startsWith("{", at) && end > 0) {
            at = end + 1;
        }
    }

    private static long sum(long a, long b) {
        return Math.min(ENOUGH, a + b);
    }
}
