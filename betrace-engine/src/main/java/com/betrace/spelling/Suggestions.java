package com.betrace.spelling;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Suggestions {

    /** What is longer is no name that someone mistyped. */
    private static final int LONGEST_COMPARED = 64;

    private Suggestions() {}

    /** {@code ; did you mean 'x'?} for a message; empty where no name is near. */
    public static String hint(String written, Collection<String> names) {
        String nearest = nearest(written, names);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /**
     * The nearest name, at most a third of its letters away; null where none is near. Of several it is the one with the
     * same first letter, which is seldom wrong, else the first in alphabetical order. Case and underscores make no difference.
     */
    public static @Nullable String nearest(String written, Collection<String> names) {
        String folded = fold(written);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int most = Math.max(1, Math.min(name.length(), written.length()) / 3);
            int distance = distance(folded, fold(name), Math.min(most, least));
            if (distance <= most
                    && (nearest == null
                            || distance < least
                            || distance == least && likest(written).compare(name, nearest) < 0)) {
                nearest = name;
                least = distance;
            }
        }
        return nearest;
    }

    /** A name exactly one edit away, or one that differs in case only; null where there is none. */
    public static @Nullable String oneEditAway(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(written, name, 1) == 1 || name.equalsIgnoreCase(written))
                .min(likest(written))
                .orElse(null);
    }

    private static Comparator<String> likest(String written) {
        return Comparator.<String, Boolean>comparing(name -> !name.startsWith(written.substring(0, 1)))
                .thenComparing(Comparator.naturalOrder());
    }

    private static String fold(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Edits between two names (insert, delete, replace, or swap two neighbours) or any larger number than the most. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most || Math.max(a.length(), b.length()) > LONGEST_COMPARED) {
            return Integer.MAX_VALUE;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(row[j - 1], last[j]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[b.length()];
    }
}
