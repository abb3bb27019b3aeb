package com.betrace.service.rest.json;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.text.ParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as text: seconds with at most nine digits of fraction, and an s. */
final class DurationText {

    static final String EXPECTATION = "a duration in seconds such as \"0.25s\"";

    /** Protobuf's own parser lets a second sign and other digits pass. */
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?s");

    private DurationText() {}

    /** Null where the text is none, or more than 10 000 years. */
    static @Nullable Duration parse(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
    }
}
