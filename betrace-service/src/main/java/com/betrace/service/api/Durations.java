package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.google.protobuf.Duration;

/** Durations as messages. */
final class Durations {

    private Durations() {}

    static Duration toMessage(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static Duration ofNanos(long nanos) {
        return toMessage(java.time.Duration.ofNanos(nanos));
    }

    static java.time.Duration toModel(String field, Duration duration) {
        if (!com.google.protobuf.util.Durations.isValid(duration)) {
            throw RequestException.invalidField(
                    field,
                    "is " + duration.getSeconds() + " s and " + duration.getNanos()
                            + " ns, expected at most 10000 years and both of one sign");
        }
        return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }

    /** A valid one in seconds, such as {@code 1.500s}. */
    static String text(Duration duration) {
        return com.google.protobuf.util.Durations.toString(duration);
    }
}
