package com.betrace.service.api;

import com.betrace.model.Excerpt;
import com.betrace.model.RequestException;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.ViolationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields of requests; what cannot be read is a RequestException that names the field. Empty means not given. */
final class Fields {

    private static final String ANY = "ANY";
    private static final int MAX_QUOTED = 40;

    private Fields() {}

    static @Nullable String text(String value) {
        return value.isEmpty() ? null : value;
    }

    static @Nullable Severity severity(String value) {
        return value.isEmpty() ? null : parse("severity", value, Severity::parse);
    }

    /** One of the constants in any case; the first where nothing is given. */
    static <E extends Enum<E>> E choice(String field, String value, E[] constants) {
        return value.isEmpty()
                ? constants[0]
                : find(constants, value).orElseThrow(() -> unknown(field, value, constants));
    }

    /** One of the constants in any case, the first where nothing is given, null for ANY. */
    static <E extends Enum<E>> @Nullable E filter(String field, String value, E[] constants) {
        if (value.equalsIgnoreCase(ANY)) {
            return null;
        }
        if (value.isEmpty()) {
            return constants[0];
        }
        List<Object> expected = new ArrayList<>(List.of(constants));
        expected.add(ANY);
        return find(constants, value).orElseThrow(() -> unknown(field, value, expected.toArray()));
    }

    private static <E extends Enum<E>> Optional<E> find(E[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst();
    }

    static String quoted(String value) {
        return Excerpt.of(value, MAX_QUOTED);
    }

    private static RequestException unknown(String field, String value, Object[] expected) {
        return RequestException.invalidField(
                field, "is '" + quoted(value) + "', expected one of " + Arrays.toString(expected));
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
