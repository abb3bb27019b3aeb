package com.betrace.service.json;

import com.betrace.service.api.ErrorStatus;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.UncheckedIOException;

/** Writes messages as proto3 JSON: lowerCamelCase, unpopulated fields printed, on one line. */
public final class ProtoJsonWriter {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .alwaysPrintFieldsWithNoPresence()
            .omittingInsignificantWhitespace()
            .usingTypeRegistry(ErrorStatus.DETAIL_TYPES);

    private ProtoJsonWriter() {}

    public static String write(MessageOrBuilder message) {
        try {
            return readable(PRINTER.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(
                    "no JSON for " + message.getDescriptorForType().getFullName(), e);
        }
    }

    /** Undoes the printer's escapes for HTML, which make rule expressions unreadable and are not needed in JSON. */
    private static String readable(String json) {
        int escape = json.indexOf("\\u00");
        if (escape < 0) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (json.charAt(i + 1) == 'u') {
                out.append(unescaped(json.substring(i, i + 6)));
                i += 5;
            } else {
                out.append(c).append(json.charAt(++i));
            }
        }
        return out.toString();
    }

    private static String unescaped(String escape) {
        return switch (escape) {
            case "\\u003c" -> "<";
            case "\\u003e" -> ">";
            case "\\u0026" -> "&";
            case "\\u003d" -> "=";
            case "\\u0027" -> "'";
            default -> escape;
        };
    }
}
