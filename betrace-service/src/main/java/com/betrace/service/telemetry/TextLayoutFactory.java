package com.betrace.service.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import java.util.TimeZone;

/**
 * Log lines for people, the counterpart of Dropwizard's {@code json}. Line breaks and escape characters in a message, which
 * may quote what a client sent, become spaces: one event is one line, with its stack trace below, and cannot pose as another.
 */
@JsonTypeName("text")
public final class TextLayoutFactory implements DiscoverableLayoutFactory<ILoggingEvent> {

    @Override
    public LayoutBase<ILoggingEvent> build(LoggerContext context, TimeZone timeZone) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("stackTrace", CleanStackTrace::new);
        layout.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, " + timeZone.getID()
                + "} %-5p [%t] %c{20}: %replace(%m){'[\\r\\n\\x1b]',' '}%n%stackTrace");
        return layout;
    }
}
