package com.betrace.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule is violated, for people.
 *
 * @param roles the spans that matter and what each is, and what is missing
 * @param values the sub-expressions that decided, for the first offender
 * @param closest what came nearest to what was asked for, such as {@code fraud.check started 100ms after payment.charge
 *     ended}; empty where nothing came near
 */
public record Explanation(List<Role> roles, List<Value> values, String closest) {

    public static final Explanation NONE = new Explanation(List.of(), List.of(), "");

    public Explanation {
        roles = List.copyOf(roles);
        values = List.copyOf(values);
    }

    /** What a span is in a violation. */
    public enum RoleName {
        /** It breaks the rule. */
        SUBJECT,
        /** It is what the rule looked at to decide. */
        WITNESS,
        /** It should have been there; there is no such span. */
        MISSING
    }

    /**
     * A span in its role.
     *
     * @param spanId null for what is missing
     * @param text the span's name and service, or what is missing
     */
    public record Role(RoleName name, @Nullable SpanId spanId, String text) {}

    /** A sub-expression as it is written, and its value. */
    public record Value(String expression, String value) {}
}
