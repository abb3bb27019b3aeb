package com.betrace.service.json;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as text. Stricter than protobuf's own parser, which lets a 13th month pass. */
public final class TimeText {

    public static final String EXPECTATION = "a time such as 2026-01-31T12:00:00Z";

    private TimeText() {}

    /** Null where the text is no time of RFC 3339 in the years 1 to 9999. */
    public static @Nullable Timestamp parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            Timestamp timestamp = Timestamp.newBuilder()
                    .setSeconds(time.toEpochSecond())
                    .setNanos(time.getNano())
                    .build();
            return Timestamps.isValid(timestamp) ? timestamp : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
