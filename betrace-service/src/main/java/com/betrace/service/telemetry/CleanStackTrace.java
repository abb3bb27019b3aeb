package com.betrace.service.telemetry;

import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.regex.Pattern;

/**
 * Stack traces, root cause first. Messages of exceptions may quote what a client sent, so control characters become spaces
 * and every line but the first begins with a tab: none can pose as an event.
 */
final class CleanStackTrace extends RootCauseFirstThrowableProxyConverter {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");
    private static final Pattern UNINDENTED = Pattern.compile("\\n(?=[^\\t])");

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        String text = CONTROL.matcher(super.throwableProxyToString(thrown)).replaceAll(" ");
        return UNINDENTED.matcher(text).replaceAll("\n\t");
    }
}
