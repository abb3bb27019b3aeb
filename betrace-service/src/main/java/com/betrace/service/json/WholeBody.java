package com.betrace.service.json;

import com.betrace.service.api.MalformedJson;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Message;
import java.io.CharConversionException;
import java.io.IOException;

/** A body that is one message and nothing else. */
final class WholeBody {

    private WholeBody() {}

    static void read(JsonParser in, String format, Message.Builder into, ReadObserver observer) throws IOException {
        try {
            JsonToken first = in.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL && in.getText().isEmpty()) {
                throw UnreadableTextException.empty("the request body is empty, expected a " + format + " object of "
                        + into.getDescriptorForType().getName());
            }
            message(in, into, observer);
            if (in.nextToken() != null) {
                throw JsonPlace.invalid(in, "expected the end of the body after the " + format + " object");
            }
        } catch (JsonProcessingException e) {
            throw malformed(format, e);
        } catch (CharConversionException e) {
            throw UnreadableTextException.malformed(format, "not UTF-8", 0, 0);
        }
    }

    private static void message(JsonParser in, Message.Builder into, ReadObserver observer) throws IOException {
        try {
            JsonPlace.check(in);
            new MessageParse(in, observer).message(into);
        } catch (UnreadableTextException e) {
            observer.problem(e);
            in.skipChildren();
        }
    }

    private static UnreadableTextException malformed(String format, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? UnreadableTextException.malformed(format, MalformedJson.cause(e), 0, 0)
                : UnreadableTextException.malformed(format, MalformedJson.cause(e), at.getLineNr(), at.getColumnNr());
    }
}
