package com.betrace.service.json;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Timestamps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Messages as nodes of YAML. */
final class YamlNodes {

    /** An integer from here on may not be what its digits say, so it is written as a number with an exponent. */
    private static final double MAX_EXACT = 1L << 53;

    private YamlNodes() {}

    static Node of(Message message) {
        if (message instanceof Duration duration) {
            return YamlScalars.text(DurationText.format(duration));
        }
        if (message instanceof Timestamp time) {
            return YamlScalars.text(Timestamps.toString(time));
        }
        if (message instanceof Value value) {
            return ofValue(value);
        }
        if (message instanceof ListValue list) {
            return ofValues(list);
        }
        return message instanceof Struct struct ? ofStruct(struct) : ofFields(message);
    }

    private static Node ofFields(Message message) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field)) {
                tuples.add(
                        new NodeTuple(YamlScalars.text(field.getJsonName()), ofField(field, message.getField(field))));
            }
        }
        return YamlCollections.mapping(tuples);
    }

    private static Node ofField(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            return ofEntries(field, (List<?>) value);
        }
        return field.isRepeated()
                ? YamlCollections.sequence(((List<?>) value)
                        .stream().map(element -> ofSingle(field, element)).toList())
                : ofSingle(field, value);
    }

    /** By key, since protobuf keeps no order. */
    private static Node ofEntries(FieldDescriptor field, List<?> entries) {
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        Map<String, Node> sorted = new TreeMap<>();
        for (Object entry : entries) {
            Message pair = (Message) entry;
            sorted.put(String.valueOf(pair.getField(key)), ofSingle(value, pair.getField(value)));
        }
        return YamlCollections.mapping(sorted);
    }

    private static Node ofSingle(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case MESSAGE -> of((Message) value);
            case STRING -> YamlScalars.text((String) value);
            case ENUM -> YamlScalars.text(((EnumValueDescriptor) value).getName());
            case BYTE_STRING ->
                YamlScalars.text(
                        Base64.getEncoder().encodeToString(((com.google.protobuf.ByteString) value).toByteArray()));
            case DOUBLE, FLOAT -> ofNumber(((Number) value).doubleValue());
            case BOOLEAN, INT, LONG -> YamlScalars.literal(String.valueOf(value));
        };
    }

    private static Node ofNumber(double number) {
        if (!Double.isFinite(number)) {
            return YamlScalars.text(Double.toString(number));
        }
        if (Math.abs(number) >= MAX_EXACT) {
            return YamlScalars.literal(Double.toString(number));
        }
        String plain =
                new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        return YamlScalars.literal(number == 0 && 1 / number < 0 ? "-0.0" : plain);
    }

    private static Node ofValue(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> YamlScalars.literal("null");
            case BOOL_VALUE -> YamlScalars.literal(String.valueOf(value.getBoolValue()));
            case NUMBER_VALUE -> ofNumber(value.getNumberValue());
            case STRING_VALUE -> YamlScalars.text(value.getStringValue());
            case STRUCT_VALUE -> ofStruct(value.getStructValue());
            case LIST_VALUE -> ofValues(value.getListValue());
        };
    }

    private static Node ofValues(ListValue list) {
        return YamlCollections.sequence(
                list.getValuesList().stream().map(YamlNodes::ofValue).toList());
    }

    private static Node ofStruct(Struct struct) {
        Map<String, Node> sorted = new TreeMap<>();
        struct.getFieldsMap().forEach((name, value) -> sorted.put(name, ofValue(value)));
        return YamlCollections.mapping(sorted);
    }
}
