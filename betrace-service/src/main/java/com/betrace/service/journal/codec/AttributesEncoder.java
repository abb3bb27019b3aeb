package com.betrace.service.journal.codec;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes attributes and names of one entry. A name or short text that comes again is a number: they repeat in nearly every span. */
final class AttributesEncoder {

    private static final int LONGEST_REPEATED = 64;

    private final ByteWriter out;
    private final NameNumbers names = new NameNumbers();

    AttributesEncoder(ByteWriter out) {
        this.out = out;
    }

    /** The number of a known name, or the next number and the name. */
    void writeName(String name) {
        int known = names.find(name);
        if (known >= 0) {
            out.writeVarint(known);
        } else {
            out.writeVarint(names.size() - 1);
            out.writeString(name);
        }
    }

    void writeAttributes(Attributes attributes) {
        out.writeVarint(attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            writeName(attributes.keyAt(i));
            writeValue(attributes.valueAt(i));
        }
    }

    private void writeValue(@Nullable Object value) {
        if (value == null) {
            writeType(ValueType.NOT_SET);
        } else if (value instanceof String text) {
            writeText(text);
        } else if (value instanceof Boolean bool) {
            writeType(bool ? ValueType.TRUE : ValueType.FALSE);
        } else if (value instanceof Long number) {
            writeType(ValueType.LONG);
            out.writeSigned(number);
        } else if (value instanceof Double number) {
            writeType(ValueType.DOUBLE);
            out.writeFixed(Double.doubleToRawLongBits(number));
        } else {
            writeCompound(value);
        }
    }

    private void writeText(String text) {
        if (text.length() > LONGEST_REPEATED) {
            writeType(ValueType.STRING);
            out.writeString(text);
        } else {
            writeType(ValueType.NAME);
            writeName(text);
        }
    }

    private void writeCompound(Object value) {
        if (value instanceof Bytes content) {
            writeType(ValueType.BYTES);
            out.writeVarint(content.size());
            out.writeBytes(content.toByteArray());
        } else if (value instanceof List<?> list) {
            writeType(ValueType.LIST);
            out.writeVarint(list.size());
            list.forEach(this::writeValue);
        } else if (value instanceof Map<?, ?> map) {
            writeType(ValueType.MAP);
            out.writeVarint(map.size());
            map.forEach((key, element) -> {
                writeName((String) key);
                writeValue(element);
            });
        } else {
            throw new IllegalArgumentException(
                    "an attribute value is a " + value.getClass().getName());
        }
    }

    private void writeType(ValueType type) {
        out.writeByte(type.ordinal());
    }
}
