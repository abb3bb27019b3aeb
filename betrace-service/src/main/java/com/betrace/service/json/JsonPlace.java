package com.betrace.service.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Names the place in a body that an error is about, in texts of bounded length. */
public final class JsonPlace {

    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_PATH = 200;

    private JsonPlace() {}

    /** An error about the current field: its path, what is wrong, and the line and column. */
    static UnreadableTextException invalid(JsonParser in, String description) {
        JsonLocation at = in.currentTokenLocation();
        return UnreadableTextException.ofField(path(in), description, at.getLineNr(), at.getColumnNr());
    }

    /** Throws for what is good JSON in meaning but not what its author may have meant; only YAML has such. */
    static void check(JsonParser in) {
        String trouble = in instanceof YamlTokens yaml ? yaml.trouble() : null;
        if (trouble != null) {
            throw invalid(in, trouble);
        }
    }

    /** What stands at the current token, as a reader would call it. */
    static String found(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "\"" + cut(in.getText(), LONGEST_QUOTE) + "\"";
            case VALUE_NULL -> "null";
            default -> cut(in.getText(), LONGEST_QUOTE);
        };
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** The path of the current token, such as {@code spans[3].attributes.http.method}; the whole body is {@code body}. */
    public static String path(JsonParser in) {
        Deque<JsonStreamContext> outermostFirst = new ArrayDeque<>();
        for (JsonStreamContext at = context(in); at != null && !at.inRoot(); at = at.getParent()) {
            outermostFirst.push(at);
        }
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at : outermostFirst) {
            if (at.inArray()) {
                path.append('[').append(at.getCurrentIndex()).append(']');
            } else if (at.getCurrentName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(at.getCurrentName());
            }
        }
        return path.isEmpty() ? "body" : cut(path.toString(), LONGEST_PATH);
    }

    /** The start of a list or an object is the value of the field that holds it. */
    private static JsonStreamContext context(JsonParser in) {
        JsonStreamContext context = in.getParsingContext();
        JsonToken token = in.currentToken();
        return token != null && token.isStructStart() ? context.getParent() : context;
    }
}
