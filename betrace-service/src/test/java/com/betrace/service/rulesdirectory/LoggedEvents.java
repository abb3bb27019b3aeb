package com.betrace.service.rulesdirectory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs from INFO on. */
final class LoggedEvents implements AutoCloseable {

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger logger;
    private final Level before;

    LoggedEvents(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        events.start();
        logger.addAppender(events);
    }

    /** Such as {@code INFO message}; each is told once. */
    List<String> take() {
        List<String> lines = events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
        events.list.clear();
        return lines;
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(before);
    }
}
