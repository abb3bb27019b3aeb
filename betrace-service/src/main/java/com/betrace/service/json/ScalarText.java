package com.betrace.service.json;

import com.betrace.spelling.Suggestions;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scalars of protobuf as text, as query parameters, map keys and JSON values spell them. */
public final class ScalarText {

    private ScalarText() {}

    /** The field's value in protobuf's reflection, null where the text is none. */
    public static @Nullable Object parse(FieldDescriptor field, String text) {
        return switch (field.getJavaType()) {
            case STRING -> text;
            case BYTE_STRING -> base64(text);
            case BOOLEAN -> bool(text);
            case ENUM -> enumValue(field, text);
            case INT -> NumberText.int32(text, isUnsigned(field));
            case LONG -> NumberText.int64(text, isUnsigned(field));
            case DOUBLE -> NumberText.float64(text);
            case FLOAT -> float32(text);
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName() + " is not a scalar");
        };
    }

    /** What {@link #parse} accepts, for a message. */
    public static String expectation(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> "a string";
            case BYTE_STRING -> "a base64 string";
            case BOOLEAN -> "true or false";
            case ENUM -> "one of " + String.join(", ", enumNames(field));
            case INT -> isUnsigned(field) ? "an unsigned integer of 32 bits" : "an integer of 32 bits";
            case LONG -> isUnsigned(field) ? "an unsigned integer of 64 bits" : "an integer of 64 bits";
            case FLOAT, DOUBLE -> "a number";
            case MESSAGE -> "an object";
        };
    }

    /** The enum value that was probably meant, as the end of a message. */
    public static String hint(FieldDescriptor field, String text) {
        return field.getJavaType() == FieldDescriptor.JavaType.ENUM ? Suggestions.hint(text, enumNames(field)) : "";
    }

    private static List<String> enumNames(FieldDescriptor field) {
        return field.getEnumType().getValues().stream()
                .map(EnumValueDescriptor::getName)
                .toList();
    }

    private static @Nullable EnumValueDescriptor enumValue(FieldDescriptor field, String text) {
        EnumValueDescriptor named = field.getEnumType().findValueByName(text);
        Integer number = NumberText.int32(text, false);
        return named == null && number != null ? field.getEnumType().findValueByNumber(number) : named;
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    /** Either alphabet, with or without padding. */
    private static @Nullable ByteString base64(String text) {
        try {
            String standard = text.replace('-', '+').replace('_', '/');
            return ByteString.copyFrom(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Float float32(String text) {
        Double value = NumberText.float64(text);
        return value == null ? null : (Float) value.floatValue();
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }
}
