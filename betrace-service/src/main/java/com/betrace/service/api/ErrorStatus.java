package com.betrace.service.api;

import com.betrace.catalog.InvalidRuleException;
import com.betrace.model.ErrorCode;
import com.betrace.model.Excerpt;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.v1.RuleIssue;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table of errors: what went wrong -> {@code google.rpc.Status} -> HTTP status. */
public final class ErrorStatus {

    /** The details a status may carry, for those who print it as JSON. */
    public static final TypeRegistry DETAIL_TYPES = TypeRegistry.newBuilder()
            .add(List.of(BadRequest.getDescriptor(), RetryInfo.getDescriptor(), RuleIssue.getDescriptor()))
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);
    private static final int MAX_MESSAGE = 2_000;
    private static final long RETRY_SECONDS = 1;

    private ErrorStatus() {}

    /**
     * The status of a failed call. What the caller cannot help is INTERNAL with an incident id, under which the cause is
     * logged: its text and class stay inside.
     */
    public static Status of(Throwable error) {
        if (error instanceof RequestException refused) {
            return of(refused);
        }
        if (error instanceof InvalidProtocolBufferException malformed) {
            return of(new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "the body is not the expected message: " + malformed.getMessage()));
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {}", incident, error);
        return of(Code.INTERNAL, "the service failed; its log says why under incident " + incident);
    }

    /** A status without details; an UNAVAILABLE says when to retry. The message is cut where it echoes too much. */
    public static Status of(Code code, String message) {
        Status.Builder status =
                Status.newBuilder().setCode(code.getNumber()).setMessage(Excerpt.of(message, MAX_MESSAGE));
        if (code == Code.UNAVAILABLE) {
            status.addDetails(Any.pack(retryInfo()));
        }
        return status.build();
    }

    /** RESOURCE_EXHAUSTED is a quota (429) where the status says when to retry, else a size (413). */
    public static int httpStatus(Status status) {
        Code code = Code.forNumber(status.getCode());
        return switch (code == null ? Code.UNKNOWN : code) {
            case OK -> 200;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED, FAILED_PRECONDITION -> 409;
            case RESOURCE_EXHAUSTED -> retryAfterSeconds(status).isPresent() ? 429 : 413;
            case CANCELLED -> 499;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case INTERNAL, UNKNOWN, DATA_LOSS, UNRECOGNIZED -> 500;
        };
    }

    /** The value of {@code Retry-After}, where the status says when to retry. */
    public static OptionalLong retryAfterSeconds(Status status) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(RetryInfo.class))
                .mapToLong(ErrorStatus::seconds)
                .findFirst();
    }

    private static Status of(RequestException refused) {
        Status.Builder status = of(code(refused.code()), String.valueOf(refused.getMessage())).toBuilder();
        if (!refused.fields().isEmpty()) {
            status.addDetails(Any.pack(badRequest(refused.fields())));
        } else if (refused.code() == ErrorCode.INVALID_ARGUMENT && !(refused instanceof InvalidRuleException)) {
            status.addDetails(Any.pack(badRequest(List.of(new FieldViolation("", status.getMessage())))));
        }
        if (refused instanceof InvalidRuleException invalid) {
            invalid.issues().forEach(issue -> status.addDetails(Any.pack(RuleIssues.toMessage(issue))));
        }
        return status.build();
    }

    private static Code code(ErrorCode code) {
        return Code.valueOf(code.name());
    }

    private static BadRequest badRequest(List<FieldViolation> fields) {
        BadRequest.Builder details = BadRequest.newBuilder();
        for (FieldViolation field : fields) {
            details.addFieldViolationsBuilder().setField(field.field()).setDescription(field.description());
        }
        return details.build();
    }

    private static RetryInfo retryInfo() {
        return RetryInfo.newBuilder()
                .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_SECONDS))
                .build();
    }

    private static long seconds(Any retryInfo) {
        try {
            Duration delay = retryInfo.unpack(RetryInfo.class).getRetryDelay();
            return delay.getSeconds() + (delay.getNanos() > 0 ? 1 : 0);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a detail claims to be RetryInfo but is not", e);
        }
    }
}
