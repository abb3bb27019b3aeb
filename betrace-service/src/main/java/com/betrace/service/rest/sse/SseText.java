package com.betrace.service.rest.sse;

import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.WatchViolationsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Events as the text of a stream. */
final class SseText {

    private SseText() {}

    static byte[] of(WatchViolationsResponse event) {
        StringBuilder text = new StringBuilder(512)
                .append("event: ")
                .append(event.getEventCase().name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (!event.getResumeToken().isEmpty()) {
            text.append("id: ").append(event.getResumeToken()).append('\n');
        }
        return text.append("data: ")
                .append(ProtoJsonWriter.write(event))
                .append("\n\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
