package com.betrace.rule.value;

import com.betrace.model.Span;
import java.time.Duration;
import java.util.List;

/** Where the spans of a set lie in time. */
public final class Intervals {

    private Intervals() {}

    public static Duration spread(SpanSet set) {
        List<Span> spans = set.spans();
        if (spans.isEmpty()) {
            return Duration.ZERO;
        }
        set.scene().steps(spans.size());
        long end = spans.stream().mapToLong(Span::endNanos).max().orElseThrow();
        return Duration.ofNanos(end - spans.get(0).startNanos());
    }

    /** How long at least one span was running. */
    public static Duration busy(SpanSet set) {
        set.scene().steps(set.size());
        long total = 0;
        long covered = Long.MIN_VALUE;
        for (Span span : set.spans()) {
            long from = Math.max(covered, span.startNanos());
            if (span.endNanos() > from) {
                total += span.endNanos() - from;
            }
            covered = Math.max(covered, span.endNanos());
        }
        return Duration.ofNanos(total);
    }

    /** The largest number of spans running at one time; a span without duration runs at its instant. */
    public static long maxConcurrent(SpanSet set) {
        set.scene().steps(2L * set.size());
        List<Span> spans = set.spans();
        long[] ends = spans.stream()
                .filter(span -> span.durationNanos() > 0)
                .mapToLong(Span::endNanos)
                .sorted()
                .toArray();
        int ended = 0;
        int running = 0;
        int most = 0;
        for (int i = 0; i < spans.size(); ) {
            long now = spans.get(i).startNanos();
            while (ended < ends.length && ends[ended] <= now) {
                ended++;
                running--;
            }
            int empty = 0;
            for (; i < spans.size() && spans.get(i).startNanos() == now; i++) {
                if (spans.get(i).durationNanos() > 0) {
                    running++;
                } else {
                    empty++;
                }
            }
            most = Math.max(most, running + empty);
        }
        return most;
    }
}
