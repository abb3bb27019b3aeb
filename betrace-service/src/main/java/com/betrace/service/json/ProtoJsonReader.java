package com.betrace.service.json;

import com.betrace.model.RequestException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads proto3 JSON by descriptor, streaming. Stricter than protobuf's own parser, whose errors name neither the field nor
 * the place: a string is only a string, a field is given once, an enum value is a known one. Durations may be in the units
 * of the rule language too.
 */
public final class ProtoJsonReader {

    static final int DEEPEST = 64;
    static final int LONGEST_STRING = 1 << 20;

    private static final String FORMAT = "JSON";

    private final JsonFactory json =
            JsonFactory.builder().streamReadConstraints(constraints()).build();

    static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_STRING)
                .build();
    }

    /**
     * Fills the builder from one JSON object.
     *
     * @throws RequestException INVALID_ARGUMENT for what the sender wrote, with line and column
     * @throws IOException only for a failing stream
     */
    public void read(InputStream body, Message.Builder into) throws IOException {
        try (JsonParser in = json.createParser(body)) {
            WholeBody.read(in, FORMAT, into, ReadObserver.STRICT);
        }
    }

    /** The same from a text; throws only what the observer throws, and UnreadableTextException for what is no JSON. */
    public void read(String text, Message.Builder into, ReadObserver observer) {
        try (JsonParser in = json.createParser(text)) {
            WholeBody.read(in, FORMAT, into, observer);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }
}
