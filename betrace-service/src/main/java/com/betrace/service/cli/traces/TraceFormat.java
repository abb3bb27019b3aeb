package com.betrace.service.cli.traces;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a file holds traces. */
public enum TraceFormat {
    /** Documents of OTLP's JSON, one or many, as the file exporter of the Collector writes them line by line. */
    OTLP_JSON,
    /** One ExportTraceServiceRequest. */
    OTLP_PROTOBUF,
    /** Compact lines; a blank line or {@code ---} begins another trace. */
    COMPACT;

    /** By the beginning: JSON opens a brace, protobuf has bytes that no text has. */
    static TraceFormat of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8).stripLeading();
        if (start.startsWith("{")) {
            return OTLP_JSON;
        }
        boolean binary = start.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        return binary ? OTLP_PROTOBUF : COMPACT;
    }

    /** As options spell it, such as {@code otlp-json}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
