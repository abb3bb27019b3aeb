package com.betrace.service.cli.client;

import com.betrace.rule.value.Durations;
import com.betrace.service.cli.CommandException;
import com.betrace.service.json.TimeText;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Duration;
import java.time.Instant;

/** A time as people give it: so long ago, or in full. */
final class TimeArgument {

    private TimeArgument() {}

    static Timestamp parse(String option, String text, Instant now) throws CommandException {
        Duration ago = Durations.parse(text);
        if (ago != null) {
            return Timestamps.fromMillis(now.minus(ago).toEpochMilli());
        }
        Timestamp time = TimeText.parse(text);
        if (time == null) {
            throw CommandException.usage(option + ": '" + text + "' is no time, expected one such as 15m or 24h ago, or"
                    + " 2026-01-31T12:00:00Z");
        }
        return time;
    }
}
