package com.betrace.service.api;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes attributes as plain JSON values where those are exact, else as OTLP has them. */
final class AttributeWriter {

    private static final long MAX_EXACT_INTEGER = 1L << 53;

    private AttributeWriter() {}

    static void write(Attributes attributes, BiConsumer<String, Value> plain, Consumer<KeyValue> exact) {
        attributes.forEach((key, value) -> {
            if (isPlain(value)) {
                plain.accept(key, plain(value));
            } else {
                exact.accept(keyValue(key, value));
            }
        });
    }

    /** Whether the value comes back the same after it was a JSON value. */
    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Long number) {
            return number >= -MAX_EXACT_INTEGER && number <= MAX_EXACT_INTEGER;
        }
        if (value instanceof Double number) {
            return !Double.isInfinite(number) && !Double.isNaN(number) && number != Math.rint(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(AttributeWriter::isPlain);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(AttributeWriter::isPlain);
        }
        return !(value instanceof Bytes);
    }

    static Value plain(@Nullable Object value) {
        Value.Builder message = Value.newBuilder();
        if (value == null) {
            message.setNullValue(NullValue.NULL_VALUE);
        } else if (value instanceof String text) {
            message.setStringValue(text);
        } else if (value instanceof Boolean bool) {
            message.setBoolValue(bool);
        } else if (value instanceof Number number) {
            message.setNumberValue(number.doubleValue());
        } else if (value instanceof List<?> list) {
            message.setListValue(ListValue.newBuilder()
                    .addAllValues(list.stream().map(AttributeWriter::plain).toList()));
        } else if (value instanceof Map<?, ?> map) {
            Struct.Builder struct = Struct.newBuilder();
            map.forEach((key, element) -> struct.putFields((String) key, plain(element)));
            message.setStructValue(struct);
        } else {
            throw unknown(value);
        }
        return message.build();
    }

    private static KeyValue keyValue(String key, @Nullable Object value) {
        return KeyValue.newBuilder().setKey(key).setValue(exact(value)).build();
    }

    private static AnyValue exact(@Nullable Object value) {
        AnyValue.Builder message = AnyValue.newBuilder();
        if (value == null) {
            return message.build();
        } else if (value instanceof String text) {
            message.setStringValue(text);
        } else if (value instanceof Boolean bool) {
            message.setBoolValue(bool);
        } else if (value instanceof Long number) {
            message.setIntValue(number);
        } else if (value instanceof Double number) {
            message.setDoubleValue(number);
        } else if (value instanceof Bytes bytes) {
            message.setBytesValue(ByteString.copyFrom(bytes.toByteArray()));
        } else if (value instanceof List<?> list) {
            message.setArrayValue(ArrayValue.newBuilder()
                    .addAllValues(list.stream().map(AttributeWriter::exact).toList()));
        } else if (value instanceof Map<?, ?> map) {
            KeyValueList.Builder list = KeyValueList.newBuilder();
            map.forEach((key, element) -> list.addValues(keyValue((String) key, element)));
            message.setKvlistValue(list);
        } else {
            throw unknown(value);
        }
        return message.build();
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException(value.getClass() + " is not a type of attribute value");
    }
}
