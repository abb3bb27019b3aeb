package com.betrace.service.json;

import static com.betrace.service.json.JsonPlace.invalid;

import com.betrace.spelling.Suggestions;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One reading of one text into messages, by descriptor. */
final class MessageParse {

    /** By name, in both spellings; the API has some tens of types. */
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser in;
    private final ReadObserver observer;

    MessageParse(JsonParser in, ReadObserver observer) {
        this.in = in;
        this.observer = observer;
    }

    /** Fills the builder from the value that begins at the current token, and ends at its last token. */
    void message(Message.Builder into) throws IOException {
        if (WellKnownJson.isWellKnown(into.getDescriptorForType())) {
            WellKnownJson.read(in, into);
            return;
        }
        expect(JsonToken.START_OBJECT, "an object");
        BitSet seen = new BitSet();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            JsonStreamContext owner = in.getParsingContext();
            try {
                FieldDescriptor field = nextField(into.getDescriptorForType(), seen);
                in.nextToken();
                field(into, field);
            } catch (UnreadableTextException e) {
                observer.problem(e);
                skipTo(owner);
            }
        }
    }

    private FieldDescriptor nextField(Descriptor type, BitSet seen) throws IOException {
        JsonPlace.check(in);
        FieldDescriptor field = fieldsOf(type).get(in.currentName());
        if (field == null) {
            var names =
                    type.getFields().stream().map(FieldDescriptor::getJsonName).toList();
            throw invalid(in, "is not a field of " + type.getName() + Suggestions.hint(in.currentName(), names));
        }
        if (seen.get(field.getIndex())) {
            throw invalid(in, "is given twice");
        }
        seen.set(field.getIndex());
        return field;
    }

    /** Goes on to the end of the current field of an object, wherever in it a problem was met. */
    private void skipTo(JsonStreamContext owner) throws IOException {
        if (in.currentToken() == JsonToken.FIELD_NAME && in.getParsingContext() == owner) {
            in.nextToken();
        }
        while (in.getParsingContext() != owner && in.nextToken() != null) {
            continue;
        }
    }

    private void field(Message.Builder into, FieldDescriptor field) throws IOException {
        JsonPlace.check(in);
        if (in.currentToken() == JsonToken.VALUE_NULL && !WellKnownJson.isValue(field)) {
            return;
        }
        observer.value(in);
        OneofDescriptor oneof = field.getRealContainingOneof();
        if (oneof != null && into.hasOneof(oneof)) {
            FieldDescriptor given = into.getOneofFieldDescriptor(oneof);
            throw invalid(in, "cannot be given together with '" + given.getJsonName() + "'");
        }
        if (field.isMapField()) {
            map(into, field);
        } else if (field.isRepeated()) {
            list(into, field);
        } else {
            into.setField(field, value(into, field));
        }
    }

    private void list(Message.Builder into, FieldDescriptor field) throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            observer.value(in);
            into.addRepeatedField(field, value(into, field));
        }
    }

    private void map(Message.Builder into, FieldDescriptor field) throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        Set<String> seen = new HashSet<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            JsonStreamContext owner = in.getParsingContext();
            try {
                entry(into, field, seen);
            } catch (UnreadableTextException e) {
                observer.problem(e);
                skipTo(owner);
            }
        }
    }

    private void entry(Message.Builder into, FieldDescriptor field, Set<String> seen) throws IOException {
        JsonPlace.check(in);
        if (!seen.add(in.currentName())) {
            throw invalid(in, "is given twice");
        }
        FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
        Message.Builder entry = into.newBuilderForField(field);
        FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
        entry.setField(keyField, ScalarJson.read(in, keyField));
        in.nextToken();
        observer.value(in);
        entry.setField(valueField, value(entry, valueField));
        into.addRepeatedField(field, entry.build());
    }

    private Object value(Message.Builder parent, FieldDescriptor field) throws IOException {
        JsonPlace.check(in);
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return ScalarJson.read(in, field);
        }
        Message.Builder child = parent.newBuilderForField(field);
        message(child);
        return child.build();
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (in.currentToken() != token) {
            throw invalid(in, "expected " + what + ", got " + JsonPlace.found(in));
        }
    }

    private static Map<String, FieldDescriptor> fieldsOf(Descriptor type) {
        return FIELDS.computeIfAbsent(type, key -> {
            Map<String, FieldDescriptor> byName = new HashMap<>();
            for (FieldDescriptor field : key.getFields()) {
                byName.put(field.getName(), field);
                byName.put(field.getJsonName(), field);
            }
            return byName;
        });
    }
}
