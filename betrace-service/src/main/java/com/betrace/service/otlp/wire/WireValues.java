package com.betrace.service.otlp.wire;

import com.betrace.model.Attributes;
import com.betrace.model.SpanBytes;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.SpanLimits;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads KeyValue and AnyValue, within the limits. As in every protobuf message a field that is repeated against the rule counts
 * with its last value, or is merged where it is a message. Not thread-safe, one per request.
 */
final class WireValues {

    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;

    private static final int STRING = 1 << 3 | 2;
    private static final int BOOL = 2 << 3;
    private static final int INT = 3 << 3;
    private static final int DOUBLE = 4 << 3 | 1;
    private static final int ARRAY = 5 << 3 | 2;
    private static final int KVLIST = 6 << 3 | 2;
    private static final int BYTES = 7 << 3 | 2;
    /** An index into a dictionary that only profiles have: no value here. */
    private static final int STRING_INDEX = 8 << 3;

    private static final int NOTHING = 0;
    private static final int ELEMENTS = 1 << 3 | 2;

    private final WireInput in;
    private final SpanLimits limits;
    private final AttributeReader attributes;

    /** Which kind of value {@link #value} has read, by its tag. */
    private int kind;

    private int sharedKeyBytes;
    private int sharedValueBytes;

    /** Which key {@link #keyValue} has read. */
    private String key = "";

    WireValues(WireInput in, SpanLimits limits, AttributeReader attributes) {
        this.in = in;
        this.limits = limits;
        this.attributes = attributes;
    }

    /** Reads a KeyValue and sets it. */
    void readInto(Attributes.Builder into) throws IOException {
        sharedKeyBytes = 0;
        sharedValueBytes = 0;
        Object value = keyValue(1);
        attributes.put(into, key, value);
    }

    /** What those strings of the last KeyValue would take that are held anyway; it was set by {@link #readInto}. */
    int sharedBytes() {
        return sharedKeyBytes + sharedValueBytes;
    }

    private @Nullable Object keyValue(int depth) throws IOException {
        boolean cutBefore = attributes.isCut();
        String ownKey = "";
        Object value = null;
        int kindOfValue = NOTHING;
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == KEY) {
                ownKey = in.shared();
                sharedKeyBytes = depth == 1 ? sharedBytes(ownKey) : sharedKeyBytes;
            } else if (tag == VALUE) {
                value = value(kindOfValue, value, depth, cutBefore);
                kindOfValue = kind;
            } else {
                in.skip(tag);
            }
        }
        in.leave(limit);
        key = ownKey;
        return finished(kindOfValue, value);
    }

    /**
     * Reads an AnyValue on top of what was read of it before: of different kinds the last counts, lists and maps are merged.
     *
     * @param cutBefore whether something was cut before this value: what is replaced was not cut
     */
    private @Nullable Object value(int kindBefore, @Nullable Object before, int depth, boolean cutBefore)
            throws IOException {
        int kindSoFar = kindBefore;
        Object value = before;
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (!isValue(tag)) {
                in.skip(tag);
                continue;
            }
            if (tag != kindSoFar || tag != ARRAY && tag != KVLIST) {
                value = null;
                attributes.resetCut(cutBefore);
            }
            value = valueOf(tag, value, depth);
            if (depth == 1) {
                sharedValueBytes = value instanceof String text ? sharedBytes(text) : 0;
            }
            kindSoFar = tag;
        }
        in.leave(limit);
        kind = kindSoFar;
        return value;
    }

    private int sharedBytes(String lastText) {
        return in.isShared() ? (int) SpanBytes.ofString(lastText.length()) : 0;
    }

    private static boolean isValue(int tag) {
        return switch (tag) {
            case STRING, BOOL, INT, DOUBLE, ARRAY, KVLIST, BYTES, STRING_INDEX -> true;
            default -> false;
        };
    }

    private @Nullable Object valueOf(int tag, @Nullable Object before, int depth) throws IOException {
        return switch (tag) {
            case STRING -> in.shared();
            case BOOL -> in.bool();
            case INT -> (Object) in.int64();
            case DOUBLE -> (Object) in.number();
            case ARRAY -> elements(before, depth);
            case KVLIST -> entries(before, depth);
            case BYTES -> bytes();
            default -> {
                in.int32();
                yield null;
            }
        };
    }

    /** Cuts what is too long only now, because a value that was replaced counts for nothing. */
    private @Nullable Object finished(int kindOfValue, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (kindOfValue) {
            case STRING -> attributes.text((String) value);
            case BYTES -> attributes.bytes((ByteString) value);
            case ARRAY -> Collections.unmodifiableList((List<?>) value);
            case KVLIST -> map((List<?>) value);
            default -> value;
        };
    }

    private ByteString bytes() throws IOException {
        int length = in.pass();
        return ByteString.copyFrom(in.bytes(), in.at() - length, length);
    }

    /** The elements so far and those of another ArrayValue; null where it is too deep for one. */
    private @Nullable Object elements(@Nullable Object before, int depth) throws IOException {
        List<@Nullable Object> list = listOf(before);
        boolean kept = attributes.mayNest(depth);
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag != ELEMENTS) {
                in.skip(tag);
                continue;
            }
            Object element = value(NOTHING, null, depth + 1, attributes.isCut());
            element = finished(kind, element);
            if (kept && attributes.hasRoom(limits.valueLength(), list.size())) {
                list.add(element);
            }
        }
        in.leave(limit);
        return kept ? list : null;
    }

    /** Keys and values by turns, those so far and those of another KeyValueList; null where it is too deep for one. */
    private @Nullable Object entries(@Nullable Object before, int depth) throws IOException {
        List<@Nullable Object> list = listOf(before);
        boolean kept = attributes.mayNest(depth);
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ELEMENTS) {
                readEntry(list, depth, kept);
            } else {
                in.skip(tag);
            }
        }
        in.leave(limit);
        return kept ? list : null;
    }

    private void readEntry(List<@Nullable Object> list, int depth, boolean kept) throws IOException {
        Object value = keyValue(depth + 1);
        if (kept && attributes.hasRoom(limits.valueLength(), list.size() / 2)) {
            list.add(attributes.name(key));
            list.add(value);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> listOf(@Nullable Object before) {
        return before == null ? new ArrayList<>() : (List<@Nullable Object>) before;
    }

    private static Map<String, @Nullable Object> map(List<?> entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i += 2) {
            map.put((String) entries.get(i), entries.get(i + 1));
        }
        return Collections.unmodifiableMap(map);
    }
}
