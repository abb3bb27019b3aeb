package com.betrace.service.otlp;

import com.betrace.model.Attributes;
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

/** Reads KeyValue and AnyValue of OTLP's JSON, within the limits. */
final class OtlpJsonValues {

    private final JsonCursor json;
    private final SpanLimits limits;
    private final AttributeReader attributes;

    OtlpJsonValues(JsonCursor json, SpanLimits limits, AttributeReader attributes) {
        this.json = json;
        this.limits = limits;
        this.attributes = attributes;
    }

    Attributes attributes() throws IOException {
        Attributes.Builder builder = Attributes.builder();
        json.array(() -> {
            KeyValue attribute = keyValue(1);
            attributes.put(builder, attribute.key, attribute.value);
        });
        return builder.build();
    }

    private KeyValue keyValue(int depth) throws IOException {
        KeyValue result = new KeyValue();
        json.object(name -> {
            switch (name) {
                case "key" -> result.key = json.string();
                case "value" -> result.value = anyValue(depth);
                default -> json.skip();
            }
        });
        return result;
    }

    private @Nullable Object anyValue(int depth) throws IOException {
        KeyValue result = new KeyValue();
        json.object(name -> {
            if (json.isNull()) {
                return;
            }
            switch (name) {
                case "stringValue" -> result.value = attributes.text(json.string());
                case "boolValue" -> result.value = json.bool();
                case "intValue" -> result.value = json.int64();
                case "doubleValue" -> result.value = json.number();
                case "bytesValue" -> result.value = attributes.bytes(ByteString.copyFrom(json.base64()));
                case "arrayValue" -> result.value = list(depth);
                case "kvlistValue" -> result.value = map(depth);
                default -> json.skip();
            }
        });
        return result.value;
    }

    private @Nullable Object list(int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        if (!mayNest(depth)) {
            return null;
        }
        values(() -> {
            if (attributes.hasRoom(limits.valueLength(), list.size())) {
                list.add(anyValue(depth + 1));
            } else {
                json.skip();
            }
        });
        return Collections.unmodifiableList(list);
    }

    private @Nullable Object map(int depth) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!mayNest(depth)) {
            return null;
        }
        values(() -> {
            KeyValue entry = keyValue(depth + 1);
            String key = attributes.name(entry.key);
            if (map.containsKey(key) || attributes.hasRoom(limits.valueLength(), map.size())) {
                map.put(key, entry.value);
            }
        });
        return Collections.unmodifiableMap(map);
    }

    private boolean mayNest(int depth) throws IOException {
        if (attributes.mayNest(depth)) {
            return true;
        }
        json.skip();
        return false;
    }

    private void values(JsonCursor.ElementReader reader) throws IOException {
        json.object(name -> {
            if (name.equals("values")) {
                json.array(reader);
            } else {
                json.skip();
            }
        });
    }

    private static final class KeyValue {
        private String key = "";
        private @Nullable Object value;
    }
}
