package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A trace that had closed in an earlier process, with what the log still has of its spans. */
final class Restored {

    private final CloseMark mark;
    private final long closedAt;
    private final List<Span> spans = new ArrayList<>();
    private final Set<SpanId> ids = new HashSet<>();
    private final List<Span> unjudged = new ArrayList<>();
    private boolean damaged;

    Restored(CloseMark mark, long closedAt) {
        this.mark = mark;
        this.closedAt = closedAt;
    }

    void add(Span span, long entry, boolean logDamaged) {
        damaged |= logDamaged;
        if (ids.add(span.spanId())) {
            spans.add(span);
            if (entry > mark.through()) {
                unjudged.add(span);
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

    boolean damaged() {
        return damaged;
    }
}
