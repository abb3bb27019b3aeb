package com.betrace.service.otlp;

import com.betrace.service.json.ProtoJsonWriter;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two encodings of OTLP/HTTP; a reply has that of its request. */
enum HttpEncoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        byte[] encode(Message message) {
            return message.toByteArray();
        }
    },
    JSON("application/json") {
        @Override
        byte[] encode(Message message) {
            return ProtoJsonWriter.write(message).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String mediaType;

    HttpEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Empty where the media type is another or not given; its parameters do not matter. */
    static Optional<HttpEncoding> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (HttpEncoding encoding : values()) {
            if (encoding.mediaType.equals(type)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    String mediaType() {
        return mediaType;
    }

    abstract byte[] encode(Message message);
}
