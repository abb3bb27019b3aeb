package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trace that had closed in an earlier process, with what the log still has of its spans. */
final class Restored {

    private final CloseMark mark;
    private final long closedAt;
    private final List<Span> spans = new ArrayList<>();
    private final Map<SpanId, Span> known = new HashMap<>();
    private final List<Span> unjudged = new ArrayList<>();
    private int judged;
    private boolean damaged;
    private boolean conflicting;

    Restored(CloseMark mark, long closedAt) {
        this.mark = mark;
        this.closedAt = closedAt;
    }

    void add(Span span, long entry, boolean logDamaged) {
        damaged |= logDamaged;
        Span first = known.putIfAbsent(span.spanId(), span);
        conflicting |= first != null && !first.equals(span);
        if (first == null) {
            spans.add(span);
            if (entry > mark.through()) {
                unjudged.add(span);
            } else {
                judged++;
            }
        }
    }

    CloseMark mark() {
        return mark;
    }

    long closedAt() {
        return closedAt;
    }

    /** Each span id once. */
    List<Span> spans() {
        return spans;
    }

    /** Those that may have come after the close, and which no rule may have seen. */
    List<Span> unjudged() {
        return unjudged;
    }

    boolean hasMoreThanMarked() {
        return spans.size() > mark.spans();
    }

    /** Whether all that it was judged with is still there, so that it can be judged again; not so once it was forgotten. */
    boolean isWhole() {
        return !damaged && judged >= mark.spans();
    }

    /** Whether two different spans came under one id. */
    boolean conflicting() {
        return conflicting;
    }
}
