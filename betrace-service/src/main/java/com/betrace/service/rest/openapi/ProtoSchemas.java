package com.betrace.service.rest.openapi;

import com.fasterxml.jackson.databind.type.TypeFactory;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Internal;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of messages by descriptor, so that they cannot differ from what the service reads and writes. Collects what it was
 * asked for; not thread-safe.
 */
final class ProtoSchemas implements ModelConverter {

    private final Map<String, String> comments;
    private final Map<String, Schema> byName = new TreeMap<>();

    ProtoSchemas(Map<String, String> comments) {
        this.comments = comments;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> raw =
                TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (Message.class.isAssignableFrom(raw)) {
            return message(
                    Internal.getDefaultInstance(raw.asSubclass(Message.class)).getDescriptorForType());
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** The schemas of all messages that were asked for, and of those in them, by name. */
    @SuppressWarnings("rawtypes")
    Map<String, Schema> byName() {
        return byName;
    }

    /** The schema of a parameter; the API has no messages there but times and durations. */
    Schema<?> parameter(FieldDescriptor field) {
        if (isMessage(field, Duration.getDescriptor())) {
            return new Schema<>().type("string").description("Such as `30s`, `5m` or `1h`.");
        }
        Schema<?> schema = isMessage(field, Timestamp.getDescriptor()) ? time() : scalar(field);
        return field.isRepeated() ? new ArraySchema().items(schema) : schema;
    }

    @Nullable
    String comment(FieldDescriptor field) {
        return comments.get(field.getFullName());
    }

    /** A reference to the message's schema. */
    Schema<?> message(Descriptor type) {
        String name = type.getName();
        if (!byName.containsKey(name)) {
            Schema<?> schema = new Schema<>().type("object").description(comments.get(type.getFullName()));
            // Before its fields, because a message may hold itself.
            byName.put(name, schema);
            type.getFields().forEach(field -> schema.addProperty(field.getJsonName(), described(field)));
        }
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }

    private Schema<?> described(FieldDescriptor field) {
        Schema<?> schema = field(field);
        String comment = comment(field);
        if (comment == null) {
            return schema;
        }
        // What stands beside a $ref is ignored.
        Schema<?> holder = schema.get$ref() == null ? schema : new Schema<>().allOf(List.of(schema));
        return holder.description(join(comment, holder.getDescription()));
    }

    private Schema<?> field(FieldDescriptor field) {
        if (field.isMapField()) {
            FieldDescriptor value = field.getMessageType().findFieldByName("value");
            return new Schema<>().type("object").additionalProperties(single(value));
        }
        Schema<?> single = single(field);
        return field.isRepeated() ? new ArraySchema().items(single) : single;
    }

    private Schema<?> single(FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return scalar(field);
        }
        if (isMessage(field, Timestamp.getDescriptor())) {
            return time();
        }
        if (isMessage(field, Duration.getDescriptor())) {
            return new Schema<>().type("string").description("Seconds, such as `0.25s`.");
        }
        if (isMessage(field, Struct.getDescriptor())) {
            return new Schema<>().type("object").additionalProperties(true);
        }
        if (isMessage(field, ListValue.getDescriptor())) {
            return new ArraySchema().items(new Schema<>().description("Any JSON value."));
        }
        if (isMessage(field, Value.getDescriptor())) {
            return new Schema<>().description("Any JSON value.");
        }
        if (isMessage(field, Any.getDescriptor())) {
            return new Schema<>()
                    .type("object")
                    .addProperty("@type", new Schema<>().type("string"))
                    .additionalProperties(true);
        }
        return message(field.getMessageType());
    }

    private Schema<?> scalar(FieldDescriptor field) {
        return switch (field.getType()) {
            case STRING -> typed("string", null);
            case BOOL -> typed("boolean", null);
            case BYTES -> typed("string", "byte");
            case INT32, SINT32, SFIXED32, UINT32, FIXED32 -> typed("integer", "int32");
            case INT64, SINT64, SFIXED64 -> typed("string", "int64");
            case UINT64, FIXED64 -> typed("string", "uint64");
            case FLOAT -> typed("number", "float");
            case DOUBLE -> typed("number", "double");
            case ENUM -> enumeration(field);
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is not a scalar");
        };
    }

    private Schema<?> enumeration(FieldDescriptor field) {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        String meanings = values.stream()
                .filter(value -> comments.containsKey(value.getFullName()))
                .map(value -> "`" + value.getName() + "`: " + comments.get(value.getFullName()))
                .collect(Collectors.joining(" "));
        Schema<String> schema = new Schema<>();
        schema.type("string").description(meanings.isEmpty() ? null : meanings);
        values.forEach(value -> schema.addEnumItemObject(value.getName()));
        return schema;
    }

    private static boolean isMessage(FieldDescriptor field, Descriptor type) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().getFullName().equals(type.getFullName());
    }

    private static Schema<?> time() {
        return typed("string", "date-time");
    }

    private static Schema<?> typed(String type, @Nullable String format) {
        return new Schema<>().type(type).format(format);
    }

    private static String join(String first, @Nullable String second) {
        return second == null ? first : first + " " + second;
    }
}
