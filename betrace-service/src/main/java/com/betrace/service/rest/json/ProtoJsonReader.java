package com.betrace.service.rest.json;

import static com.betrace.service.rest.json.JsonPlace.invalid;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.api.MalformedJson;
import com.betrace.spelling.Suggestions;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads proto3 JSON by descriptor, streaming. Stricter than protobuf's own parser, whose errors name neither the field nor
 * the place: a string is only a string, a field is given once, an enum value is a known one.
 */
public final class ProtoJsonReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_STRING = 1 << 20;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build();
    private final Map<Descriptor, Map<String, FieldDescriptor>> fields = new ConcurrentHashMap<>();

    /**
     * Fills the builder from one JSON object.
     *
     * @throws RequestException INVALID_ARGUMENT for what the sender wrote, with line and column
     * @throws IOException only for a failing stream
     */
    public void read(InputStream body, Message.Builder into) throws IOException {
        try (JsonParser in = json.createParser(body)) {
            if (in.nextToken() == null) {
                throw new RequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the request body is empty, expected a JSON object of "
                                + into.getDescriptorForType().getName());
            }
            message(in, into);
            if (in.nextToken() != null) {
                throw invalid(in, "expected the end of the body after the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (CharConversionException e) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "malformed JSON: not UTF-8");
        }
    }

    private void message(JsonParser in, Message.Builder into) throws IOException {
        if (WellKnownJson.isWellKnown(into.getDescriptorForType())) {
            WellKnownJson.read(in, into);
            return;
        }
        expect(in, JsonToken.START_OBJECT, "an object");
        Map<String, FieldDescriptor> known = fieldsOf(into.getDescriptorForType());
        BitSet seen = new BitSet();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            FieldDescriptor field = known.get(in.currentName());
            if (field == null) {
                throw unknownField(in, into.getDescriptorForType());
            }
            if (seen.get(field.getIndex())) {
                throw invalid(in, "is given twice");
            }
            seen.set(field.getIndex());
            in.nextToken();
            field(in, into, field);
        }
    }

    private void field(JsonParser in, Message.Builder into, FieldDescriptor field) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL && !WellKnownJson.isValue(field)) {
            return;
        }
        OneofDescriptor oneof = field.getRealContainingOneof();
        if (oneof != null && into.hasOneof(oneof)) {
            FieldDescriptor given = into.getOneofFieldDescriptor(oneof);
            throw invalid(in, "cannot be given together with '" + given.getJsonName() + "'");
        }
        if (field.isMapField()) {
            map(in, into, field);
        } else if (field.isRepeated()) {
            expect(in, JsonToken.START_ARRAY, "a list");
            while (in.nextToken() != JsonToken.END_ARRAY) {
                into.addRepeatedField(field, value(in, into, field));
            }
        } else {
            into.setField(field, value(in, into, field));
        }
    }

    private void map(JsonParser in, Message.Builder into, FieldDescriptor field) throws IOException {
        expect(in, JsonToken.START_OBJECT, "an object");
        FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
        Set<String> seen = new HashSet<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            if (!seen.add(in.currentName())) {
                throw invalid(in, "is given twice");
            }
            Message.Builder entry = into.newBuilderForField(field);
            entry.setField(keyField, ScalarJson.read(in, keyField));
            in.nextToken();
            entry.setField(valueField, value(in, entry, valueField));
            into.addRepeatedField(field, entry.build());
        }
    }

    private Object value(JsonParser in, Message.Builder parent, FieldDescriptor field) throws IOException {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return ScalarJson.read(in, field);
        }
        Message.Builder child = parent.newBuilderForField(field);
        message(in, child);
        return child.build();
    }

    private Map<String, FieldDescriptor> fieldsOf(Descriptor type) {
        return fields.computeIfAbsent(type, key -> {
            Map<String, FieldDescriptor> byName = new HashMap<>();
            for (FieldDescriptor field : key.getFields()) {
                byName.put(field.getName(), field);
                byName.put(field.getJsonName(), field);
            }
            return byName;
        });
    }

    private static RequestException unknownField(JsonParser in, Descriptor type) throws IOException {
        var names = type.getFields().stream().map(FieldDescriptor::getJsonName).toList();
        return invalid(in, "is not a field of " + type.getName() + Suggestions.hint(in.currentName(), names));
    }

    private static void expect(JsonParser in, JsonToken token, String what) throws IOException {
        if (in.currentToken() != token) {
            throw invalid(in, "expected " + what + ", got " + JsonPlace.found(in));
        }
    }

    private static RequestException malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new RequestException(
                ErrorCode.INVALID_ARGUMENT, "malformed JSON" + place + ": " + MalformedJson.cause(e));
    }
}
