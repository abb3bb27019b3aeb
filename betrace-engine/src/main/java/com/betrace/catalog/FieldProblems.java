package com.betrace.catalog;

import com.betrace.model.Excerpt;
import com.betrace.model.FieldViolation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the fields of a draft. */
final class FieldProblems {

    private static final int MAX_QUOTED = 40;

    private final List<FieldViolation> found = new ArrayList<>();

    List<FieldViolation> found() {
        return found;
    }

    void add(String field, String description) {
        found.add(new FieldViolation(field, description));
    }

    void required(String field, String text) {
        if (text.isBlank()) {
            add(field, "is required");
        }
    }

    void atMost(String field, String text, int max) {
        if (text.length() > max) {
            add(field, "has " + text.length() + " characters, expected at most " + max);
        }
    }

    void atMost(String field, List<?> list, int max) {
        if (list.size() > max) {
            add(field, "has " + list.size() + " elements, expected at most " + max);
        }
    }

    /** So much of a text as an error repeats. */
    static String quoted(String text) {
        return Excerpt.of(text, MAX_QUOTED);
    }
}
