package com.betrace.service.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Status;

/**
 * A status that fits into the trailers of a call. Clients take 8 KiB of them by default and tell an unreadable error where
 * there is more, so that of many details only the first are sent.
 */
final class BoundedStatus {

    private static final int MAX_DETAILS = 2_000;
    private static final int MAX_MESSAGE = 1_200;

    private BoundedStatus() {}

    static Status of(Status status) {
        if (status.getSerializedSize() <= MAX_DETAILS + MAX_MESSAGE
                && status.getMessage().length() <= MAX_MESSAGE) {
            return status;
        }
        String message = status.getMessage();
        Status.Builder bounded = Status.newBuilder()
                .setCode(status.getCode())
                .setMessage(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…");
        int room = MAX_DETAILS;
        for (Any detail : status.getDetailsList()) {
            Any fitting = detail.is(BadRequest.class) ? bounded(detail, room) : detail;
            if (fitting.getSerializedSize() <= room) {
                bounded.addDetails(fitting);
                room -= fitting.getSerializedSize();
            }
        }
        return bounded.build();
    }

    private static Any bounded(Any detail, int room) {
        BadRequest all = badRequest(detail);
        BadRequest.Builder some = BadRequest.newBuilder();
        int left = room - 200;
        for (FieldViolation violation : all.getFieldViolationsList()) {
            left -= violation.getSerializedSize() + 4;
            if (left < 0) {
                int more = all.getFieldViolationsCount() - some.getFieldViolationsCount();
                some.addFieldViolationsBuilder().setDescription("and " + more + " more");
                break;
            }
            some.addFieldViolations(violation);
        }
        return Any.pack(some.build());
    }

    private static BadRequest badRequest(Any detail) {
        try {
            return detail.unpack(BadRequest.class);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a detail claims to be BadRequest but is not", e);
        }
    }
}
