package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.ViolationId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields of requests; what cannot be read is a RequestException that names the field. Empty means not given. */
final class Fields {

    private Fields() {}

    static @Nullable String text(String value) {
        return value.isEmpty() ? null : value;
    }

    static @Nullable Severity severity(String value) {
        return value.isEmpty() ? null : parse("severity", value, Severity::parse);
    }

    static @Nullable TraceId optionalTraceId(String value) {
        return value.isEmpty() ? null : traceId(value);
    }

    static TraceId traceId(String value) {
        return parse("trace_id", value, TraceId::parse);
    }

    static ViolationId violationId(String value) {
        return parse("id", value, ViolationId::new);
    }

    private static <T> T parse(String field, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw RequestException.invalidField(field, String.valueOf(e.getMessage()));
        }
    }
}
