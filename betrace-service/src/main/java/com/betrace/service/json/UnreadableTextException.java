package com.betrace.service.json;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import java.util.List;

/** A text that is not the expected message: what is wrong, and where. */
public final class UnreadableTextException extends RequestException {

    private static final long serialVersionUID = 1;

    private final String path;
    private final String description;
    private final int line;
    private final int column;

    private UnreadableTextException(
            String message, List<FieldViolation> fields, String path, String description, int line, int column) {
        super(ErrorCode.INVALID_ARGUMENT, message, fields);
        this.path = path;
        this.description = description;
        this.line = line;
        this.column = column;
    }

    /** The value of a field is not what it should be. */
    static UnreadableTextException ofField(String path, String description, int line, int column) {
        String placed = description + " (line " + line + ", column " + column + ")";
        return new UnreadableTextException(
                path + ": " + placed, List.of(new FieldViolation(path, placed)), path, description, line, column);
    }

    /**
     * The text breaks the rules of its format, or of its encoding.
     *
     * @param line 0 where it is not known
     */
    static UnreadableTextException malformed(String format, String description, int line, int column) {
        String place = line == 0 ? "" : " at line " + line + ", column " + column;
        return new UnreadableTextException(
                "malformed " + format + place + ": " + description, List.of(), "", description, line, column);
    }

    /** There is no message in the text. */
    static UnreadableTextException empty(String message) {
        return new UnreadableTextException(message, List.of(), "", message, 0, 0);
    }

    /** Such as {@code spans[3].attributes.http.method}; empty where the text itself is wrong. */
    public String path() {
        return path;
    }

    /** What is wrong and what was expected, without the place. */
    public String description() {
        return description;
    }

    /** From 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** From 1, in characters; 0 where it is not known. */
    public int column() {
        return column;
    }
}
