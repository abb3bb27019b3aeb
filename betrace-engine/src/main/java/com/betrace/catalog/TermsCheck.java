package com.betrace.catalog;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.FieldViolation;
import com.betrace.model.RuleDefinition;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the terms may hold under which a rule judges: parameters, message, fingerprint, completion and exceptions. */
final class TermsCheck {

    private static final int MAX_PARAMS = 64;
    private static final int MAX_LIST = 1_000;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_MESSAGE = 4_000;
    private static final int MAX_FINGERPRINT = 10;
    private static final int MAX_EXCEPTIONS = 100;
    private static final Duration MAX_SKEW = Duration.ofHours(1);
    private static final Duration MAX_TIME = Duration.ofHours(1);

    private final FieldProblems problems = new FieldProblems();

    private TermsCheck() {}

    /** The rule without those parts that have no bounded size, so that what is left can be compiled in bounded time. */
    static RuleDefinition bounded(RuleDefinition definition) {
        boolean message = definition.message().length() <= MAX_MESSAGE;
        boolean fingerprint = definition.fingerprint().size() <= MAX_FINGERPRINT;
        boolean exceptions = definition.exceptions().size() <= MAX_EXCEPTIONS;
        return message && fingerprint && exceptions
                ? definition
                : definition.withCompanions(
                        message ? definition.message() : "",
                        fingerprint ? definition.fingerprint() : List.of(),
                        exceptions ? definition.exceptions() : List.of());
    }

    static List<FieldViolation> of(RuleDefinition definition) {
        TermsCheck check = new TermsCheck();
        check.params(definition.params());
        check.problems.atMost("message", definition.message(), MAX_MESSAGE);
        check.problems.atMost("fingerprint", definition.fingerprint(), MAX_FINGERPRINT);
        check.problems.atMost("exceptions", definition.exceptions(), MAX_EXCEPTIONS);
        for (int i = 0; i < Math.min(definition.exceptions().size(), MAX_EXCEPTIONS); i++) {
            check.exception("exceptions[" + i + "].", definition.exceptions().get(i));
        }
        check.completion(definition.completion());
        TestsCheck.of(definition.tests(), check.problems);
        return check.problems.found();
    }

    private void params(Map<String, Object> params) {
        if (params.size() > MAX_PARAMS) {
            problems.add("params", "has " + params.size() + " entries, expected at most " + MAX_PARAMS);
        }
        params.forEach((name, value) -> {
            if (!NameCheck.NAME.matcher(name).matches()) {
                problems.add(
                        "params",
                        "'" + FieldProblems.quoted(name)
                                + "' is not a name, expected 1 to 64 letters, digits and '_', the first no digit");
            }
            value("params." + FieldProblems.quoted(name), value);
        });
    }

    private void value(String field, Object value) {
        if (value instanceof List<?> list) {
            problems.atMost(field, list, MAX_LIST);
            items(field, list.subList(0, Math.min(list.size(), MAX_LIST)));
        } else if (!isScalar(value)) {
            scalar(field);
        }
        if (value instanceof String text) {
            problems.atMost(field, text, MAX_TEXT);
        }
    }

    private void items(String field, List<?> items) {
        if (!items.stream().allMatch(TermsCheck::isScalar)) {
            scalar(field);
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text) {
                problems.atMost(field + "[" + i + "]", text, MAX_TEXT);
            }
        }
    }

    private void scalar(String field) {
        problems.add(field, "expected a string, a number, true or false, or a list of them");
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }

    private void exception(String prefix, Exemption exemption) {
        problems.required(prefix + "when", exemption.when());
        problems.required(prefix + "owner", exemption.owner());
        problems.required(prefix + "reason", exemption.reason());
        problems.atMost(prefix + "owner", exemption.owner(), MAX_TEXT);
        problems.atMost(prefix + "reason", exemption.reason(), MAX_TEXT);
    }

    private void completion(Completion completion) {
        skew(completion.skew());
        time("completion.rootGrace", completion.rootGrace());
        time("completion.idle", completion.idle());
        time("completion.maxAge", completion.maxAge());
    }

    private void time(String field, @Nullable Duration time) {
        if (time != null && (time.isNegative() || time.isZero() || time.compareTo(MAX_TIME) > 0)) {
            problems.add(field, "is " + millis(time) + " ms, expected more than 0 to " + MAX_TIME.toMillis() + " ms");
        }
    }

    private void skew(@Nullable Duration skew) {
        if (skew != null && (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0)) {
            problems.add("completion.skew", "is " + millis(skew) + " ms, expected 0 to " + MAX_SKEW.toMillis() + " ms");
        }
    }

    /** Of a duration of any length. */
    private static BigInteger millis(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000))
                .add(BigInteger.valueOf(duration.getNano() / 1_000_000));
    }
}
