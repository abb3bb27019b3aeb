package com.betrace.service.storage;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows as the text format of PostgreSQL's COPY has them: values between tabs, with a backslash before what is not meant so. */
final class CopyText implements RowValues {

    private static final String NULL = "\\N";
    private static final String BYTES = "\\\\x";

    private final StringBuilder text = new StringBuilder();
    private boolean within;

    private StringBuilder next() {
        if (within) {
            text.append('\t');
        }
        within = true;
        return text;
    }

    @Override
    public RowValues text(@Nullable String value) {
        if (value == null) {
            next().append(NULL);
            return this;
        }
        next();
        for (int at = 0; at < value.length(); at++) {
            escape(value.charAt(at));
        }
        return this;
    }

    private void escape(char character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            default -> text.append(character);
        }
    }

    @Override
    public RowValues number(long value) {
        next().append(value);
        return this;
    }

    @Override
    public RowValues number(@Nullable Long value) {
        next().append(value == null ? NULL : value.toString());
        return this;
    }

    @Override
    public RowValues flag(boolean value) {
        next().append(value ? 't' : 'f');
        return this;
    }

    @Override
    public RowValues bytes(byte @Nullable [] value) {
        next().append(value == null ? NULL : BYTES + HexFormat.of().formatHex(value));
        return this;
    }

    void endRow() {
        text.append('\n');
        within = false;
    }

    int length() {
        return text.length();
    }

    /** The rows so far, which are no longer part of it. */
    String take() {
        String rows = text.toString();
        text.setLength(0);
        return rows;
    }
}
