package com.betrace.service.rest.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Nearest {

    private static final int LONGEST_COMPARED = 64;

    private Nearest() {}

    /** Another {@code ; did you mean 'x'?} for a message, empty where no candidate is near. */
    public static String hint(String given, Collection<String> candidates) {
        String nearest = of(given, candidates);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** The candidate at the smallest edit distance, null where that is more than a third of its length. */
    public static @Nullable String of(String given, Collection<String> candidates) {
        if (given.length() > LONGEST_COMPARED) {
            return null;
        }
        String plain = plain(given);
        return candidates.stream()
                .filter(candidate -> distance(plain, plain(candidate)) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** Both spellings of a field are one name here. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
