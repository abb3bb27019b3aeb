package com.betrace.service.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of a request by their names in its .proto file, which it must have. */
final class RequestFields {

    private final Message request;

    RequestFields(Message request) {
        this.request = request;
    }

    String text(String name) {
        return (String) request.getField(field(name));
    }

    int number(String name) {
        return (int) request.getField(field(name));
    }

    /** Null where it is not set. */
    @Nullable
    Instant time(String name) {
        FieldDescriptor field = field(name);
        return request.hasField(field) ? Timestamps.toModel(name, (Timestamp) request.getField(field)) : null;
    }

    private FieldDescriptor field(String name) {
        return request.getDescriptorForType().findFieldByName(name);
    }
}
