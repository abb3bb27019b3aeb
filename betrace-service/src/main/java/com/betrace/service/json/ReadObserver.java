package com.betrace.service.json;

import com.fasterxml.jackson.core.JsonParser;

/** Hears what a reader meets in a text, on the reader's thread and in the order of the text. */
public interface ReadObserver {

    /** Refuses a text at its first problem. */
    ReadObserver STRICT = new ReadObserver() {
        @Override
        public void value(JsonParser at) {
            // Nobody asks where what stands.
        }

        @Override
        public void problem(UnreadableTextException problem) {
            throw problem;
        }
    };

    /** The value of a field, or an element of a list of messages, begins at the parser's current token. */
    void value(JsonParser at);

    /** A value that cannot be read. Whoever returns gets a message without it, and hears of the problems behind it. */
    void problem(UnreadableTextException problem);
}
