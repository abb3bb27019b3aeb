package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.model.RuleMode;
import com.betrace.model.Verdict;
import com.betrace.model.ViolationState;
import com.betrace.store.SearchWords;
import com.betrace.store.ViolationCriteria;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters by which violations are asked for. */
final class ViolationFilters {

    private static final int MAX_TEXT = 200;

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{32}");

    /** The verdicts that are stored. */
    private static final Verdict[] KEPT = {Verdict.VIOLATED, Verdict.UNDECIDED};

    private ViolationFilters() {}

    /** Of a request that has the fields by which violations are filtered, which have the same names in all of them. */
    static ViolationCriteria of(Message request) {
        RequestFields given = new RequestFields(request);
        Instant from = given.time("start_time");
        Instant until = given.time("end_time");
        if (from != null && until != null && !from.isBefore(until)) {
            throw RequestException.invalidField(
                    "end_time", "is " + until + ", expected a time after start_time, " + from);
        }
        return new ViolationCriteria.Builder()
                .ruleId(Fields.text(given.text("rule_id")))
                .traceId(Fields.optionalTraceId(given.text("trace_id")))
                .severity(Fields.severity(given.text("severity")))
                .service(Fields.text(given.text("service")))
                .spanName(Fields.text(given.text("span_name")))
                .control(label("control", given))
                .tag(label("tag", given))
                .fingerprint(fingerprint(given.text("fingerprint")))
                .verdict(Fields.filter("verdict", given.text("verdict"), KEPT))
                .mode(Fields.filter("mode", given.text("mode"), RuleMode.values()))
                .state(Fields.filter("state", given.text("state"), ViolationState.values()))
                .from(from)
                .until(until)
                .text(words(given.text("text")))
                .build();
    }

    private static @Nullable String label(String field, RequestFields given) {
        String value = given.text(field);
        if (value.length() > MAX_TEXT) {
            throw RequestException.invalidField(
                    field, "has " + value.length() + " characters, expected at most " + MAX_TEXT);
        }
        return Fields.text(value);
    }

    private static @Nullable String fingerprint(String value) {
        if (!value.isEmpty() && !FINGERPRINT.matcher(value).matches()) {
            throw RequestException.invalidField(
                    "fingerprint", "is '" + Fields.quoted(value) + "', expected 32 hex digits");
        }
        return Fields.text(value.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String words(String value) {
        if (value.length() > MAX_TEXT) {
            throw RequestException.invalidField(
                    "text", "has " + value.length() + " characters, expected at most " + MAX_TEXT);
        }
        if (!value.isEmpty() && SearchWords.of(value).isEmpty()) {
            throw RequestException.invalidField(
                    "text", "is '" + Fields.quoted(value) + "', expected at least one word of letters or digits");
        }
        return Fields.text(value);
    }
}
