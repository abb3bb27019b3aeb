package com.betrace.model;

import java.util.List;

/** A request that is refused. The message is for the caller: it names the offending value and what was expected. */
public class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<FieldViolation> fields;

    public RequestException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public RequestException(ErrorCode code, String message, List<FieldViolation> fields) {
        super(message);
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    /** One bad field; the message is the field and what is wrong with it. */
    public static RequestException invalidField(String field, String description) {
        return new RequestException(
                ErrorCode.INVALID_ARGUMENT,
                field + ": " + description,
                List.of(new FieldViolation(field, description)));
    }

    public static RequestException notFound(String what, String id) {
        return new RequestException(ErrorCode.NOT_FOUND, what + " '" + id + "' does not exist");
    }

    public ErrorCode code() {
        return code;
    }

    public List<FieldViolation> fields() {
        return fields;
    }
}
