package com.betrace.model;

/** The beginning of a text that may be too long; what is cut ends in {@code ...}, and no character is cut in two. */
public final class Excerpt {

    private static final String MORE = "...";

    private Excerpt() {}

    /** At most so many characters of the text, besides the dots. */
    public static String of(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, whole(text, maxChars)) + MORE;
    }

    /** At most so many bytes in UTF-8, the dots included; at least 3. */
    public static String ofBytes(String text, int maxBytes) {
        if (text.length() * 3L <= maxBytes || bytes(text, 0, text.length()) <= maxBytes) {
            return text;
        }
        int end = 0;
        for (int used = MORE.length(); end < text.length(); ) {
            int next = text.offsetByCodePoints(end, 1);
            used += bytes(text, end, next);
            if (used > maxBytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + MORE;
    }

    private static int bytes(String text, int from, int to) {
        int bytes = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static int whole(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
