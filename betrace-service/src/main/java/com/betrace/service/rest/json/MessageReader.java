package com.betrace.service.rest.json;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.json.ProtoJsonReader;
import com.betrace.service.json.ProtoYamlReader;
import com.google.protobuf.Internal;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads request bodies into messages. A body that does not say it is JSON, YAML or protobuf is refused, unless it is empty. */
@Provider
@Consumes(MediaType.WILDCARD)
public final class MessageReader implements MessageBodyReader<Message> {

    private final ProtoJsonReader json = new ProtoJsonReader();
    private final ProtoYamlReader yaml = new ProtoYamlReader();

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Message.class.isAssignableFrom(type);
    }

    @Override
    public Message readFrom(
            Class<Message> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Message.Builder message = Internal.getDefaultInstance(type).newBuilderForType();
        if (ApiMediaTypes.isProtobuf(mediaType)) {
            readProtobuf(body, message);
        } else if (ApiMediaTypes.isYaml(mediaType)) {
            yaml.read(body, message);
        } else if (mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE) && !mediaType.isWildcardSubtype()) {
            json.read(body, message);
        } else if (body.read() >= 0) {
            throw new NotSupportedException("unsupported content type");
        }
        return message.build();
    }

    private static void readProtobuf(InputStream body, Message.Builder into) throws IOException {
        try {
            into.mergeFrom(body);
        } catch (InvalidProtocolBufferException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the body is not a valid protobuf "
                            + into.getDescriptorForType().getName() + ": " + e.getMessage());
        }
    }
}
