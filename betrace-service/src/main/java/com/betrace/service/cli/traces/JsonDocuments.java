package com.betrace.service.cli.traces;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.api.MalformedJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Splits a text into its JSON documents, whether they stand on lines of their own or not. */
final class JsonDocuments {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonDocuments() {}

    static List<String> of(String text) {
        List<String> documents = new ArrayList<>();
        try (JsonParser in = JSON.createParser(text)) {
            while (in.nextToken() != null) {
                int start = (int) in.currentTokenLocation().getCharOffset();
                in.skipChildren();
                documents.add(text.substring(start, (int) in.currentLocation().getCharOffset()));
            }
        } catch (JsonProcessingException e) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "malformed JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + MalformedJson.cause(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
        return documents;
    }
}
