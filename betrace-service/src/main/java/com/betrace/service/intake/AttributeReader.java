package com.betrace.service.intake;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns attributes of OTLP and of JSON into the model's, within the limits, and remembers whether it cut any. Not
 * thread-safe, one per request.
 */
public final class AttributeReader {

    private static final double MAX_EXACT_INTEGER = 0x1p53;

    private final SpanLimits limits;
    private boolean cut;

    public AttributeReader(SpanLimits limits) {
        this.limits = limits;
    }

    /** Whether anything was cut since the last call. */
    public boolean takeCut() {
        boolean result = cut;
        cut = false;
        return result;
    }

    /** Whether anything was cut since {@link #takeCut}. */
    public boolean isCut() {
        return cut;
    }

    /** Forgets what was cut since {@link #isCut} told this, because it counts for nothing. */
    public void resetCut(boolean before) {
        cut = before;
    }

    /** Says that something else was left out of what is being read. */
    public void noteCut() {
        cut = true;
    }

    public Attributes read(List<KeyValue> attributes) {
        return read(Map.of(), attributes);
    }

    /** Plain JSON values and, stronger, exact ones. */
    public Attributes read(Map<String, Value> plain, List<KeyValue> exact) {
        Attributes.Builder builder = Attributes.builder();
        readInto(builder, plain, exact);
        return builder.build();
    }

    public void readInto(Attributes.Builder builder, Map<String, Value> plain, List<KeyValue> exact) {
        plain.forEach((key, value) -> put(builder, key, value(value, 1)));
        for (KeyValue attribute : exact) {
            put(builder, attribute.getKey(), value(attribute.getValue(), 1));
        }
    }

    /** Sets one attribute unless the limit is reached; a later value of the same key wins. */
    public void put(Attributes.Builder builder, String key, @Nullable Object value) {
        String name = name(key);
        if (builder.size() < limits.attributes() || builder.has(name)) {
            builder.put(name, value);
        } else {
            cut = true;
        }
    }

    /** A name or key within its limit. */
    public String name(String text) {
        return cutTo(limits.nameLength(), text);
    }

    /** A string value within its limit. */
    public String text(String text) {
        return cutTo(limits.valueLength(), text);
    }

    /** A bytes value within its limit. */
    public Bytes bytes(ByteString content) {
        int size = within(limits.valueLength(), content.size());
        return Bytes.copyOf(content.substring(0, size).toByteArray());
    }

    /** The first elements within a limit. */
    public <T> List<T> first(int limit, List<T> elements) {
        return elements.subList(0, within(limit, elements.size()));
    }

    /** Whether a list of this size may grow by one. */
    public boolean hasRoom(int limit, int size) {
        return within(limit, size + 1) > size;
    }

    /** Whether a list or map may stand at this level, from 1. */
    public boolean mayNest(int depth) {
        return within(limits.valueDepth(), depth) == depth;
    }

    private String cutTo(int limit, String text) {
        int end = within(limit, text.length());
        boolean splitsPair = end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end);
    }

    private int within(int limit, int size) {
        cut |= size > limit;
        return Math.min(size, limit);
    }

    private @Nullable Object value(AnyValue value, int depth) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> text(value.getStringValue());
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BYTES_VALUE -> bytes(value.getBytesValue());
            case ARRAY_VALUE -> mayNest(depth) ? list(value.getArrayValue().getValuesList(), depth) : null;
            case KVLIST_VALUE -> mayNest(depth) ? map(value.getKvlistValue().getValuesList(), depth) : null;
            default -> null;
        };
    }

    private List<@Nullable Object> list(List<AnyValue> values, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (AnyValue value : first(limits.valueLength(), values)) {
            list.add(value(value, depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> map(List<KeyValue> values, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (KeyValue value : first(limits.valueLength(), values)) {
            map.put(name(value.getKey()), value(value.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object value(Value value, int depth) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> text(value.getStringValue());
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case LIST_VALUE -> mayNest(depth) ? plainList(value.getListValue().getValuesList(), depth) : null;
            case STRUCT_VALUE ->
                mayNest(depth) ? plainMap(value.getStructValue().getFieldsMap(), depth) : null;
            default -> null;
        };
    }

    /** JSON does not tell integers from doubles: a number without fraction that a double holds exactly is an integer. */
    public static Object number(double number) {
        boolean integer = number == Math.rint(number) && Math.abs(number) <= MAX_EXACT_INTEGER;
        return integer ? (Object) (long) number : (Object) number;
    }

    private List<@Nullable Object> plainList(List<Value> values, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Value value : first(limits.valueLength(), values)) {
            list.add(value(value, depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> plainMap(Map<String, Value> values, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, Value> value : first(limits.valueLength(), List.copyOf(values.entrySet()))) {
            map.put(name(value.getKey()), value(value.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }
}
