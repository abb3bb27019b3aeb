package com.betrace.rule.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Suggestions {

    private Suggestions() {}

    /** The nearest name, at most a third of its letters away; null where none is near. */
    public static @Nullable String nearest(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(fold(written), fold(name))
                        <= Math.max(1, Math.min(name.length(), written.length()) / 3))
                .min(Comparator.<String>comparingInt(name -> distance(fold(written), fold(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** A name exactly one edit away, or one that differs in case only; null where there is none. */
    public static @Nullable String oneEditAway(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(written, name) == 1 || name.equalsIgnoreCase(written))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Edits between two names: insert, delete, replace, or swap two neighbours. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(row[j - 1], last[j]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
