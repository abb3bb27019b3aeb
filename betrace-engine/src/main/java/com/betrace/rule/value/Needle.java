package com.betrace.rule.value;

/** A part to find in texts, in linear time whatever both hold (Knuth, Morris and Pratt). */
final class Needle {

    /** The largest part that the platform's search is faster for, at its worst. */
    private static final int SHORT = 16;

    private final String part;
    /** For each length of a matched start, the length of the next shorter start that matches too. */
    private final int[] shorter;

    Needle(String part) {
        this.part = part;
        this.shorter = new int[isShort() ? 0 : part.length() + 1];
        int matched = 0;
        for (int i = 1; i + 1 < shorter.length; i++) {
            matched = next(matched, part.charAt(i));
            shorter[i + 1] = matched;
        }
    }

    /** -1 where there is none. */
    int indexIn(String text, int from) {
        if (isShort()) {
            return text.indexOf(part, from);
        }
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            matched = next(matched, text.charAt(i));
            if (matched == part.length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }

    private boolean isShort() {
        return part.length() <= SHORT;
    }

    private int next(int matched, char c) {
        int at = matched;
        while (at > 0 && part.charAt(at) != c) {
            at = shorter[at];
        }
        return part.charAt(at) == c ? at + 1 : at;
    }
}
