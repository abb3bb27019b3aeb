package com.betrace.service.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;

/** What a crash may take away of the spans that were acknowledged. */
public enum JournalMode {
    /** No journal: the traces in flight. */
    @JsonProperty("off")
    OFF,
    /** Nothing where the process dies, at most the last {@code syncInterval} where the machine does. */
    @JsonProperty("interval")
    INTERVAL,
    /** Nothing. */
    @JsonProperty("always")
    ALWAYS;

    /** Also reads {@code false}, which is what YAML makes of a plain {@code off}. */
    @JsonCreator
    static JournalMode of(String name) {
        if ("false".equalsIgnoreCase(name)) {
            return OFF;
        }
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown journal mode '" + name + "'"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
