package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.api.MalformedJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Walks JSON as a stream, by the rules of proto3 JSON as OTLP narrows them. What is not as expected is a RequestException
 * INVALID_ARGUMENT that names its place; {@code null} is everywhere the same as absent.
 */
final class JsonCursor {

    private static final String NOT_JSON = "the body is not JSON: ";
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 1 << 20;
    private static final int MAX_NUMBER = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final JsonParser parser;

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads a document that is one object, from a buffer on an array. */
    static void read(ByteBuffer json, DocumentReader reader) {
        try (JsonParser parser =
                FACTORY.createParser(json.array(), json.arrayOffset() + json.position(), json.remaining())) {
            new JsonCursor(parser).readDocument(reader);
        } catch (IOException e) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, NOT_JSON + e.getMessage());
        }
    }

    private void readDocument(DocumentReader reader) throws IOException {
        try {
            parser.nextToken();
            reader.read(this);
            if (parser.nextToken() != null) {
                throw mistake("nothing after the end of the object");
            }
        } catch (JsonProcessingException e) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, NOT_JSON + MalformedJson.cause(e) + place(parser.currentLocation()));
        }
    }

    /** Calls the reader with each name, at its value; the reader has to read or skip it. */
    void object(FieldReader reader) throws IOException {
        if (isPresent(JsonToken.START_OBJECT, "an object")) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                reader.read(name);
            }
        }
    }

    /** Calls the reader at each element. */
    void array(ElementReader reader) throws IOException {
        if (isPresent(JsonToken.START_ARRAY, "an array")) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                reader.read();
            }
        }
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    String string() throws IOException {
        return isPresent(JsonToken.VALUE_STRING, "a string") ? parser.getText() : "";
    }

    boolean bool() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw mistake("true or false");
        };
    }

    /** An enum constant: OTLP allows its number only. */
    int constant() throws IOException {
        return isPresent(JsonToken.VALUE_NUMBER_INT, "the number of an enum constant") ? parser.getIntValue() : 0;
    }

    long int64() throws IOException {
        return integer("an int64 as number or string", Long.MIN_VALUE, Long.SIZE - 1);
    }

    /** As the same 64 bits in a long. */
    long uint64() throws IOException {
        return integer("an unsigned int64 as number or string", 0, Long.SIZE);
    }

    double number() throws IOException {
        double value = switch (parser.currentToken()) {
            case VALUE_NULL -> 0;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_STRING -> number(parser.getText());
            default -> throw mistake("a number");
        };
        return value;
    }

    byte[] base64() throws IOException {
        String text = string();
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw mistake("base64");
        }
    }

    /** A mistake at the current place. */
    RequestException mistake(String expected) {
        JsonToken token = parser.currentToken();
        return new RequestException(
                ErrorCode.INVALID_ARGUMENT,
                "the body is not OTLP: at '" + parser.getParsingContext().pathAsPointer() + "' is "
                        + (token == null ? "nothing" : found(token)) + ", expected " + expected
                        + place(parser.currentTokenLocation()));
    }

    private boolean isPresent(JsonToken wanted, String expected) {
        if (isNull()) {
            return false;
        }
        if (parser.currentToken() != wanted) {
            throw mistake(expected);
        }
        return true;
    }

    /** Within the bounds, of which the upper is so many bits. */
    private long integer(String expected, long least, int bits) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return 0;
        }
        boolean isInteger = token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_NUMBER;
        if (!isInteger) {
            throw mistake(expected);
        }
        String text = parser.getText();
        try {
            long value = Long.parseLong(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            return large(text, expected, least, bits);
        }
        throw mistake(expected);
    }

    private long large(String text, String expected, long least, int bits) {
        BigInteger value;
        try {
            value = new BigInteger(text);
        } catch (NumberFormatException e) {
            throw mistake(expected);
        }
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.bitLength() > bits) {
            throw mistake(expected);
        }
        return value.longValue();
    }

    private double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (text.length() > MAX_NUMBER || !NUMBER.matcher(text).matches()) {
                    throw mistake("a number, or \"NaN\", \"Infinity\" or \"-Infinity\"");
                }
                yield finite(Double.parseDouble(text));
            }
        };
    }

    private double finite(double value) {
        if (Double.isInfinite(value)) {
            throw mistake("a number that a double can hold");
        }
        return value;
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private static String place(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    interface DocumentReader {
        void read(JsonCursor json) throws IOException;
    }

    interface FieldReader {
        void read(String name) throws IOException;
    }

    interface ElementReader {
        void read() throws IOException;
    }
}
