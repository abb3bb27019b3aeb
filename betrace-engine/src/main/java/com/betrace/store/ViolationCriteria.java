package com.betrace.store;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which violations are meant; a null filter matches all.
 *
 * @param control one of the controls of its rule
 * @param tag one of the tags of its rule
 * @param fingerprint 32 hex digits
 * @param verdict VIOLATED or UNDECIDED
 * @param from found at or after
 * @param until found before
 * @param text all words of which occur in the {@linkplain SearchWords words of the violation}; one without words matches all
 */
public record ViolationCriteria(
        @Nullable String ruleId,
        @Nullable TraceId traceId,
        @Nullable Severity severity,
        @Nullable String service,
        @Nullable String spanName,
        @Nullable String control,
        @Nullable String tag,
        @Nullable String fingerprint,
        @Nullable Verdict verdict,
        @Nullable RuleMode mode,
        @Nullable ViolationState state,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text) {

    /** Everything that is stored. */
    public static final ViolationCriteria ALL = new Builder().build();

    /** What is meant where nothing else is asked for: the violations of enforced rules that still hold and nobody has handled. */
    public static final ViolationCriteria SHOWN = new Builder()
            .verdict(Verdict.VIOLATED)
            .mode(RuleMode.ENFORCE)
            .state(ViolationState.OPEN)
            .build();

    /** Whether a violation passes every filter. */
    public boolean matches(Violation violation) {
        return matches(ruleId, violation.ruleId())
                && matches(traceId, violation.traceId())
                && matches(severity, violation.severity())
                && matches(service, violation.service())
                && matches(spanName, violation.spanName())
                && (control == null || violation.controls().contains(control))
                && (tag == null || violation.tags().contains(tag))
                && matches(fingerprint, violation.fingerprint())
                && matches(verdict, violation.verdict())
                && matches(mode, violation.mode())
                && matches(state, violation.state())
                && (from == null || !violation.foundAt().isBefore(from))
                && (until == null || violation.foundAt().isBefore(until))
                && (text == null || SearchWords.of(violation).containsAll(SearchWords.of(text)));
    }

    private static boolean matches(@Nullable Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    /** A filter that differs from this one. */
    public Builder with() {
        return new Builder(this);
    }

    /** A filter in the making; matches all at first. */
    public static final class Builder {

        private @Nullable String ruleId;
        private @Nullable TraceId traceId;
        private @Nullable Severity severity;
        private @Nullable String service;
        private @Nullable String spanName;
        private @Nullable String control;
        private @Nullable String tag;
        private @Nullable String fingerprint;
        private @Nullable Verdict verdict;
        private @Nullable RuleMode mode;
        private @Nullable ViolationState state;
        private @Nullable Instant from;
        private @Nullable Instant until;
        private @Nullable String text;

        public Builder() {}

        private Builder(ViolationCriteria other) {
            ruleId = other.ruleId;
            traceId = other.traceId;
            severity = other.severity;
            service = other.service;
            spanName = other.spanName;
            control = other.control;
            tag = other.tag;
            fingerprint = other.fingerprint;
            verdict = other.verdict;
            mode = other.mode;
            state = other.state;
            from = other.from;
            until = other.until;
            text = other.text;
        }

        public Builder ruleId(@Nullable String value) {
            ruleId = value;
            return this;
        }

        public Builder traceId(@Nullable TraceId value) {
            traceId = value;
            return this;
        }

        public Builder severity(@Nullable Severity value) {
            severity = value;
            return this;
        }

        public Builder service(@Nullable String value) {
            service = value;
            return this;
        }

        public Builder spanName(@Nullable String value) {
            spanName = value;
            return this;
        }

        public Builder control(@Nullable String value) {
            control = value;
            return this;
        }

        public Builder tag(@Nullable String value) {
            tag = value;
            return this;
        }

        public Builder fingerprint(@Nullable String value) {
            fingerprint = value;
            return this;
        }

        public Builder verdict(@Nullable Verdict value) {
            verdict = value;
            return this;
        }

        public Builder mode(@Nullable RuleMode value) {
            mode = value;
            return this;
        }

        public Builder state(@Nullable ViolationState value) {
            state = value;
            return this;
        }

        public Builder from(@Nullable Instant value) {
            from = value;
            return this;
        }

        public Builder until(@Nullable Instant value) {
            until = value;
            return this;
        }

        public Builder text(@Nullable String value) {
            text = value;
            return this;
        }

        public ViolationCriteria build() {
            return new ViolationCriteria(
                    ruleId,
                    traceId,
                    severity,
                    service,
                    spanName,
                    control,
                    tag,
                    fingerprint,
                    verdict,
                    mode,
                    state,
                    from,
                    until,
                    text);
        }
    }
}
