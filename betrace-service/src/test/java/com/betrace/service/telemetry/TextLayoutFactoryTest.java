package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import io.dropwizard.logging.json.EventJsonLayoutBaseFactory;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextLayoutFactoryTest {

    private final LoggerContext context = new LoggerContext();
    private final ObjectMapper mapper = Jackson.newObjectMapper();

    @Test
    void line_hasTimeLevelThreadAndLogger() {
        assertThat(format("started"))
                .isEqualTo(
                        "2026-01-02T03:04:05.678Z INFO  [lane-0] c.b.service.Thing: started" + System.lineSeparator());
    }

    @Test
    void line_messageWithLineBreaksAndEscapes_staysOneLine() {
        assertThat(format("name 'a\r\n2026 ERROR forged\u001b[31m'").lines()).hasSize(1);
        assertThat(format("\u001b[31m")).doesNotContain("\u001b");
    }

    @Test
    void stackTrace_messageThatForgesAnEvent_staysBelowItsEvent() {
        Exception cause = new IllegalStateException("bad\r\n2026-01-02 ERROR forged\n\n\u001b[31mred");

        List<String> lines = format("failed", new IllegalArgumentException("outer\nforged", cause))
                .lines()
                .toList();

        assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: bad ");
        assertThat(lines.subList(2, 5)).containsExactly("\t2026-01-02 ERROR forged", "\t", "\t [31mred");
        assertThat(lines.subList(2, lines.size())).allMatch(line -> line.startsWith("\t"));
        assertThat(lines).anyMatch(line -> line.endsWith("IllegalArgumentException: outer"));
    }

    @Test
    void type_text_isFoundByConfiguration() throws Exception {
        assertThat(mapper.readValue("{\"type\":\"text\"}", DiscoverableLayoutFactory.class))
                .isInstanceOf(TextLayoutFactory.class);
        assertThat(mapper.readValue("{\"type\":\"json\"}", DiscoverableLayoutFactory.class))
                .isInstanceOf(EventJsonLayoutBaseFactory.class);
    }

    private String format(String message) {
        return format(message, null);
    }

    private String format(String message, @Nullable Throwable thrown) {
        LayoutBase<ILoggingEvent> layout = new TextLayoutFactory().build(context, TimeZone.getTimeZone("UTC"));
        layout.start();
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("com.betrace.service.Thing"), Level.INFO, message, thrown, null);
        event.setThreadName("lane-0");
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        return layout.doLayout(event);
    }
}
