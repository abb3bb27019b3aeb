package com.betrace.service.api;

import com.betrace.model.Excerpt;
import com.betrace.model.RequestException;
import com.betrace.service.intake.AttributeReader;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a rule: strings, booleans, longs, doubles, and lists of them. */
final class RuleParams {

    private static final int MAX_QUOTED = 40;

    private RuleParams() {}

    static Struct toMessage(Map<String, Object> params) {
        Struct.Builder message = Struct.newBuilder();
        params.forEach((name, value) -> message.putFields(name, AttributeWriter.plain(value)));
        return message.build();
    }

    /** @param field where they stand, for errors */
    static Map<String, Object> toModel(String field, Struct message) {
        Map<String, Object> params = new HashMap<>();
        message.getFieldsMap()
                .forEach((name, value) -> params.put(name, value(field + "." + Excerpt.of(name, MAX_QUOTED), value)));
        return params;
    }

    private static Object value(String field, Value value) {
        return value.hasListValue() ? list(field, value.getListValue().getValuesList()) : scalar(field, value);
    }

    static List<Object> list(String field, List<Value> values) {
        List<Object> list = new ArrayList<>(values.size());
        for (Value value : values) {
            list.add(scalar(field + "[" + list.size() + "]", value));
        }
        return list;
    }

    private static Object scalar(String field, Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(field, value.getNumberValue());
            case LIST_VALUE -> throw refused(field, "a list within a list");
            case STRUCT_VALUE -> throw refused(field, "an object");
            case NULL_VALUE, KIND_NOT_SET -> throw refused(field, "null");
        };
    }

    private static Object number(String field, double number) {
        if (!Double.isFinite(number)) {
            throw refused(field, Double.toString(number));
        }
        return AttributeReader.number(number);
    }

    private static RequestException refused(String field, String what) {
        return RequestException.invalidField(
                field, "is " + what + ", expected a string, a number, true or false, or a list of them");
    }
}
