package com.betrace.rulecase;

import com.betrace.model.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A span and when it arrives.
 *
 * @param at nanoseconds since the first one
 */
record TimedSpan(Span span, long at) {

    private static final String DELAY = "@+";

    /**
     * The spans of a trace in the order in which they arrive: those that are not listed at once, in the order of their lines,
     * then each that is listed, by its delay after the one before it.
     *
     * @param arrive labels, each perhaps with a delay such as {@code f@+8s}; throws {@link UnreadableTestException}
     */
    static List<TimedSpan> of(LabelledTrace trace, List<String> arrive) {
        List<TimedSpan> listed = new ArrayList<>();
        Set<Span> seen = new HashSet<>();
        long now = 0;
        for (String arrival : arrive) {
            String field = "arrive[" + listed.size() + "]";
            int at = trace.has(arrival) ? -1 : arrival.lastIndexOf(DELAY);
            String label = at < 0 ? arrival : arrival.substring(0, at);
            Span span = trace.span(field, label);
            if (!seen.add(span)) {
                throw new UnreadableTestException(field, "'" + label + "' is listed twice");
            }
            now += at < 0 ? 0 : Delay.nanos(field, arrival.substring(at + DELAY.length()));
            listed.add(new TimedSpan(span, now));
        }
        List<TimedSpan> all = new ArrayList<>();
        trace.spans().stream().filter(span -> !seen.contains(span)).forEach(span -> all.add(new TimedSpan(span, 0)));
        all.addAll(listed);
        return all;
    }
}
