package com.betrace.service.otlp;

import com.betrace.service.api.ErrorStatus;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
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
            try {
                return PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("a detail of the reply is of no known type", e);
            }
        }
    };

    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().usingTypeRegistry(ErrorStatus.DETAIL_TYPES);

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
