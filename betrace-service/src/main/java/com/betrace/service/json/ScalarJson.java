package com.betrace.service.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadCapability;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one scalar at the current token: a value, or a map key where the token is a field name. */
final class ScalarJson {

    private ScalarJson() {}

    static Object read(JsonParser in, FieldDescriptor field) throws IOException {
        JsonToken token = in.currentToken();
        Object value = accepts(in, token, field) ? parse(in, token, field) : null;
        if (value == null) {
            throw JsonPlace.invalid(
                    in,
                    "expected " + ScalarText.expectation(field) + ", got " + JsonPlace.found(in)
                            + ScalarText.hint(field, in.getText()));
        }
        return value;
    }

    /** A boolean by its token, since YAML has several spellings. */
    private static @Nullable Object parse(JsonParser in, @Nullable JsonToken token, FieldDescriptor field)
            throws IOException {
        return token != null && token.isBoolean() && field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN
                ? (Object) (token == JsonToken.VALUE_TRUE)
                : ScalarText.parse(field, in.getText());
    }

    /**
     * Numbers and enum values may come as strings, because int64 does; strings and booleans are only themselves. Where
     * quotes are not needed around text, a number is the text that it was written as.
     */
    private static boolean accepts(JsonParser in, @Nullable JsonToken token, FieldDescriptor field) {
        if (token == null || token == JsonToken.FIELD_NAME) {
            return token != null;
        }
        return switch (field.getJavaType()) {
            case STRING ->
                token == JsonToken.VALUE_STRING
                        || in.getReadCapabilities().isEnabled(StreamReadCapability.UNTYPED_SCALARS)
                                && (token.isNumeric() || token.isBoolean());
            case BYTE_STRING -> token == JsonToken.VALUE_STRING;
            case BOOLEAN -> token.isBoolean();
            case ENUM -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
            case INT, LONG, FLOAT, DOUBLE -> token == JsonToken.VALUE_STRING || token.isNumeric();
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName() + " is not a scalar");
        };
    }
}
