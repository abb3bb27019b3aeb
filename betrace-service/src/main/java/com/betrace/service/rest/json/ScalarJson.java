package com.betrace.service.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one scalar at the current token: a value, or a map key where the token is a field name. */
final class ScalarJson {

    private ScalarJson() {}

    static Object read(JsonParser in, FieldDescriptor field) throws IOException {
        Object value = accepts(in.currentToken(), field) ? ScalarText.parse(field, in.getText()) : null;
        if (value == null) {
            throw JsonPlace.invalid(
                    in,
                    "expected " + ScalarText.expectation(field) + ", got " + JsonPlace.found(in)
                            + ScalarText.hint(field, in.getText()));
        }
        return value;
    }

    /** Numbers and enum values may come as strings, because int64 does; strings and booleans are only themselves. */
    private static boolean accepts(@Nullable JsonToken token, FieldDescriptor field) {
        if (token == null || token == JsonToken.FIELD_NAME) {
            return token != null;
        }
        return switch (field.getJavaType()) {
            case STRING, BYTE_STRING -> token == JsonToken.VALUE_STRING;
            case BOOLEAN -> token.isBoolean();
            case ENUM -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
            case INT, LONG, FLOAT, DOUBLE -> token == JsonToken.VALUE_STRING || token.isNumeric();
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName() + " is not a scalar");
        };
    }
}
