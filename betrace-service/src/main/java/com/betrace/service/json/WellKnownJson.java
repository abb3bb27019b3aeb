package com.betrace.service.json;

import static com.betrace.service.json.JsonPlace.invalid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.io.IOException;
import java.util.Set;

/** The messages whose JSON is not that of their fields: times, durations, and free JSON. */
final class WellKnownJson {

    private static final String TIMESTAMP = Timestamp.getDescriptor().getFullName();
    private static final String DURATION = Duration.getDescriptor().getFullName();
    private static final String STRUCT = Struct.getDescriptor().getFullName();
    private static final String VALUE = Value.getDescriptor().getFullName();

    private static final String LIST = ListValue.getDescriptor().getFullName();

    private static final Set<String> ALL = Set.of(TIMESTAMP, DURATION, STRUCT, VALUE, LIST);

    /** A number of a struct is a double, which holds every integer below this. */
    private static final double MAX_EXACT = 1L << 53;

    private WellKnownJson() {}

    static boolean isWellKnown(Descriptor type) {
        return ALL.contains(type.getFullName());
    }

    /** True where a JSON null is a value of its own. */
    static boolean isValue(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().getFullName().equals(VALUE);
    }

    static void read(JsonParser in, Message.Builder into) throws IOException {
        String type = into.getDescriptorForType().getFullName();
        if (type.equals(TIMESTAMP)) {
            into.mergeFrom(timestamp(in));
        } else if (type.equals(DURATION)) {
            into.mergeFrom(duration(in));
        } else if (type.equals(STRUCT)) {
            into.mergeFrom(object(in));
        } else if (type.equals(LIST)) {
            into.mergeFrom(listValue(in));
        } else {
            into.mergeFrom(value(in));
        }
    }

    private static Timestamp timestamp(JsonParser in) throws IOException {
        Timestamp time = in.currentToken() == JsonToken.VALUE_STRING ? TimeText.parse(in.getText()) : null;
        if (time == null) {
            throw invalid(in, "expected " + TimeText.EXPECTATION + ", got " + JsonPlace.found(in));
        }
        return time;
    }

    private static Duration duration(JsonParser in) throws IOException {
        Duration duration = in.currentToken() == JsonToken.VALUE_STRING ? DurationText.parse(in.getText()) : null;
        if (duration == null) {
            throw invalid(in, "expected " + DurationText.EXPECTATION + ", got " + JsonPlace.found(in));
        }
        return duration;
    }

    private static Struct object(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw invalid(in, "expected an object, got " + JsonPlace.found(in));
        }
        return struct(in);
    }

    private static ListValue listValue(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw invalid(in, "expected a list, got " + JsonPlace.found(in));
        }
        return list(in);
    }

    private static Value value(JsonParser in) throws IOException {
        JsonPlace.check(in);
        Value.Builder value = Value.newBuilder();
        switch (in.currentToken()) {
            case VALUE_NULL -> value.setNullValue(NullValue.NULL_VALUE);
            case VALUE_TRUE, VALUE_FALSE -> value.setBoolValue(in.getBooleanValue());
            case VALUE_STRING -> value.setStringValue(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value.setNumberValue(number(in));
            case START_ARRAY -> value.setListValue(list(in));
            case START_OBJECT -> value.setStructValue(struct(in));
            default -> throw invalid(in, "expected a JSON value, got " + JsonPlace.found(in));
        }
        return value.build();
    }

    private static double number(JsonParser in) throws IOException {
        double number = in.getDoubleValue();
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && Math.abs(number) >= MAX_EXACT) {
            throw JsonPlace.invalid(
                    in, "the integer is not below 2^53 and cannot be kept exactly; give it as a string");
        }
        if (Double.isInfinite(number)) {
            throw invalid(in, "is out of range for a number of 64 bits: " + JsonPlace.found(in));
        }
        return number;
    }

    private static ListValue list(JsonParser in) throws IOException {
        ListValue.Builder list = ListValue.newBuilder();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.addValues(value(in));
        }
        return list.build();
    }

    private static Struct struct(JsonParser in) throws IOException {
        Struct.Builder struct = Struct.newBuilder();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            JsonPlace.check(in);
            String name = in.currentName();
            if (struct.containsFields(name)) {
                throw invalid(in, "is given twice");
            }
            in.nextToken();
            struct.putFields(name, value(in));
        }
        return struct.build();
    }
}
