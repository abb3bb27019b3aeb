package com.betrace.service.json;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads proto3 JSON that is written as YAML, by descriptor. Text needs quotes only where it would be something else to
 * YAML; anchors, aliases, tags, several documents, keys that are not text and numbers that readers of YAML disagree about
 * are refused.
 */
public final class ProtoYamlReader {

    /** The longest text that is read, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String FORMAT = "YAML";

    private final YamlTokensFactory yaml = new YamlTokensFactory();

    /**
     * Fills the builder from one YAML mapping.
     *
     * @throws RequestException INVALID_ARGUMENT for what the sender wrote, with line and column; RESOURCE_EXHAUSTED for a
     *     text over {@link #MAX_BYTES}
     * @throws IOException only for a failing stream
     */
    public void read(InputStream body, Message.Builder into) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "the request body is larger than the limit of " + MAX_BYTES + " bytes for YAML");
        }
        read(StrictUtf8.decode(FORMAT, bytes), into, ReadObserver.STRICT);
    }

    /** The same from a text; throws only what the observer throws, and UnreadableTextException for what is no YAML. */
    public void read(String text, Message.Builder into, ReadObserver observer) {
        refuseUnprintable(text);
        try (JsonParser in = yaml.createParser(new StringReader(text))) {
            WholeBody.read(in, FORMAT, into, observer);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private static void refuseUnprintable(String text) {
        if (StreamReader.isPrintable(text)) {
            return;
        }
        int at = 0;
        while (StreamReader.isPrintable(text.codePointAt(at))) {
            at = text.offsetByCodePoints(at, 1);
        }
        throw StrictUtf8.malformed(
                FORMAT,
                String.format("the character U+%04X is not allowed, write it as an escape", text.codePointAt(at)),
                text.substring(0, at));
    }
}
