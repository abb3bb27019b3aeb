package com.betrace.service.api;

import com.betrace.model.SharedName;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/** The values of lists and lookups: strings, booleans, longs, doubles, and in lookups lists of them. */
public final class SharedValues {

    private SharedValues() {}

    /** @param field where they stand, for errors */
    public static List<Object> list(String field, List<Value> values) {
        return RuleParams.list(field, values);
    }

    /** @param field where they stand, for errors */
    public static Map<String, Object> lookup(String field, Struct entries) {
        return RuleParams.toModel(field, entries);
    }

    static ListValue list(SharedName name) {
        ListValue.Builder list = ListValue.newBuilder();
        ((List<?>) name.value()).forEach(value -> list.addValues(AttributeWriter.plain(value)));
        return list.build();
    }

    static Struct lookup(SharedName name) {
        Struct.Builder entries = Struct.newBuilder();
        ((Map<?, ?>) name.value())
                .forEach((key, value) -> entries.putFields(String.valueOf(key), AttributeWriter.plain(value)));
        return entries.build();
    }
}
