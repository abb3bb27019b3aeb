package com.betrace.service.rest;

import com.betrace.model.RequestException;
import com.betrace.service.json.DurationText;
import com.betrace.service.json.ScalarText;
import com.betrace.service.json.TimeText;
import com.betrace.spelling.Suggestions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the path and query parameters of a request into its message by descriptor, as google.api.http tells: what is not in
 * the path is a query parameter, in either spelling. A parameter that the message lacks is refused.
 */
final class UriBinding {

    private static final int LONGEST_QUOTE = 60;

    private UriBinding() {}

    /** The message of a request without a body. */
    static <M extends Message> M bind(UriInfo uri, M empty) {
        Message.Builder message = empty.toBuilder();
        Set<FieldDescriptor> inPath = bindPath(uri, message);
        List<FieldDescriptor> inQuery = empty.getDescriptorForType().getFields().stream()
                .filter(field -> !inPath.contains(field))
                .toList();
        uri.getQueryParameters().forEach((name, values) -> bindQuery(message, inQuery, name, values));
        return built(message, empty);
    }

    /** The body with the path parameters set; a body that says otherwise is refused, and so is any query parameter. */
    static <M extends Message> M bindBody(UriInfo uri, M body) {
        Message.Builder message = body.toBuilder();
        bindPath(uri, message);
        uri.getQueryParameters().forEach((name, values) -> bindQuery(message, List.of(), name, values));
        return built(message, body);
    }

    /** The message of a request whose body is one of its fields; the others are query parameters. */
    static <M extends Message> M bindBody(UriInfo uri, M empty, String field, Message body) {
        Message.Builder message = empty.toBuilder();
        FieldDescriptor inBody = empty.getDescriptorForType().findFieldByName(field);
        List<FieldDescriptor> inQuery = empty.getDescriptorForType().getFields().stream()
                .filter(other -> other != inBody)
                .toList();
        uri.getQueryParameters().forEach((name, values) -> bindQuery(message, inQuery, name, values));
        return built(message.setField(inBody, body), empty);
    }

    private static Set<FieldDescriptor> bindPath(UriInfo uri, Message.Builder message) {
        Descriptor type = message.getDescriptorForType();
        Map<FieldDescriptor, String> values = uri.getPathParameters().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> type.findFieldByName(entry.getKey()),
                        entry -> entry.getValue().get(0)));
        values.forEach((field, value) -> {
            Object given = message.getField(field);
            if (!given.equals(field.getDefaultValue()) && !given.equals(value)) {
                throw RequestException.invalidField(
                        field.getJsonName(), "is '" + quote(given.toString()) + "', but the path says '" + value + "'");
            }
            message.setField(field, value);
        });
        return values.keySet();
    }

    private static void bindQuery(
            Message.Builder message, List<FieldDescriptor> fields, String name, List<String> values) {
        FieldDescriptor field = fields.stream()
                .filter(known ->
                        known.getName().equals(name) || known.getJsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, fields));
        if (!field.isRepeated() && (values.size() > 1 || message.hasField(field))) {
            throw RequestException.invalidField(name, "is given more than once");
        }
        for (String value : values) {
            Object parsed = parse(field, value);
            if (parsed == null) {
                throw RequestException.invalidField(
                        name,
                        "is '" + quote(value) + "', expected " + expectation(field) + ScalarText.hint(field, value));
            }
            if (field.isRepeated()) {
                message.addRepeatedField(field, parsed);
            } else {
                message.setField(field, parsed);
            }
        }
    }

    private static RequestException unknown(String name, List<FieldDescriptor> fields) {
        List<String> names = fields.stream().map(FieldDescriptor::getJsonName).toList();
        String known = names.isEmpty() ? "; there are none here" : ", expected one of " + String.join(", ", names);
        return RequestException.invalidField(
                quote(name), "is not a query parameter" + known + Suggestions.hint(name, names));
    }

    private static @Nullable Object parse(FieldDescriptor field, String value) {
        if (is(field, Timestamp.getDescriptor())) {
            return TimeText.parse(value);
        }
        return is(field, Duration.getDescriptor()) ? DurationText.parse(value) : ScalarText.parse(field, value);
    }

    private static String expectation(FieldDescriptor field) {
        if (is(field, Timestamp.getDescriptor())) {
            return TimeText.EXPECTATION;
        }
        return is(field, Duration.getDescriptor()) ? DurationText.EXPECTATION : ScalarText.expectation(field);
    }

    private static boolean is(FieldDescriptor field, Descriptor message) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().getFullName().equals(message.getFullName());
    }

    private static String quote(String value) {
        return value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
    }

    /** A message built from a builder of {@code like} is of its class. */
    @SuppressWarnings("unchecked")
    private static <M extends Message> M built(Message.Builder message, M like) {
        return (M) like.getClass().cast(message.build());
    }
}
