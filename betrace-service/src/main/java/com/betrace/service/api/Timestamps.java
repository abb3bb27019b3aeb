package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Instants as messages. */
final class Timestamps {

    private Timestamps() {}

    static Timestamp toMessage(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant toModel(String field, Timestamp time) {
        if (!com.google.protobuf.util.Timestamps.isValid(time)) {
            throw RequestException.invalidField(
                    field,
                    "is " + time.getSeconds() + " s and " + time.getNanos()
                            + " ns, expected a time from 0001-01-01 to 9999-12-31");
        }
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
