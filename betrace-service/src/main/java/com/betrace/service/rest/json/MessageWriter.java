package com.betrace.service.rest.json;

import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.service.json.ProtoYamlWriter;
import com.google.protobuf.Message;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes messages as JSON, YAML or protobuf, as negotiated. */
@Provider
@Produces({
    ApiMediaTypes.JSON,
    ApiMediaTypes.PROTOBUF,
    ApiMediaTypes.PROTOBUF_REGISTERED,
    ApiMediaTypes.YAML,
    ApiMediaTypes.YAML_X,
    ApiMediaTypes.YAML_TEXT
})
public final class MessageWriter implements MessageBodyWriter<Message> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Message.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Message message,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        if (ApiMediaTypes.isProtobuf(mediaType)) {
            message.writeTo(body);
        } else if (ApiMediaTypes.isYaml(mediaType)) {
            body.write(ProtoYamlWriter.write(message).getBytes(StandardCharsets.UTF_8));
        } else {
            body.write(ProtoJsonWriter.write(message).getBytes(StandardCharsets.UTF_8));
        }
    }
}
