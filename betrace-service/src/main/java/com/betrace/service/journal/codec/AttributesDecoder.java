package com.betrace.service.journal.codec;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an {@link AttributesEncoder} wrote. */
final class AttributesDecoder {

    private final ByteReader in;
    private final List<String> names = new ArrayList<>();

    AttributesDecoder(ByteReader in) {
        this.in = in;
    }

    String readName() {
        int number = Math.toIntExact(in.readVarint());
        if (number == names.size()) {
            names.add(in.readString());
        }
        return names.get(number);
    }

    Attributes readAttributes() {
        Attributes.Builder attributes = Attributes.builder();
        for (int left = in.readCount(); left > 0; left--) {
            attributes.put(readName(), readValue());
        }
        return attributes.build();
    }

    private @Nullable Object readValue() {
        return switch (ValueType.of(in.readByte())) {
            case NOT_SET -> null;
            case STRING -> in.readString();
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case LONG -> in.readSigned();
            case DOUBLE -> Double.longBitsToDouble(in.readFixed());
            case BYTES -> Bytes.copyOf(in.readBytes(in.readCount()));
            case LIST -> readList();
            case MAP -> readMap();
            case NAME -> readName();
        };
    }

    private List<@Nullable Object> readList() {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            list.add(readValue());
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> readMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            map.put(readName(), readValue());
        }
        return Collections.unmodifiableMap(map);
    }
}
