package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trace that had closed in an earlier process, with what the log still has of its spans. Where it lingers no more, only those
 * that no rule may have seen are kept: a log holds more closed traces than memory does.
 */
final class Restored {

    private final CloseMark mark;
    private final long closedAt;
    private final boolean lingers;
    private final Set<SpanId> seen = new HashSet<>();
    private final Map<SpanId, Span> known = new LinkedHashMap<>();
    private final List<Span> unjudged = new ArrayList<>();
    private int judged;
    private boolean damaged;
    private boolean conflicting;

    Restored(CloseMark mark, long closedAt, boolean lingers) {
        this.mark = mark;
        this.closedAt = closedAt;
        this.lingers = lingers;
    }

    void add(Span span, long entry, boolean logDamaged) {
        damaged |= logDamaged;
        boolean isNew = seen.add(span.spanId());
        if (lingers) {
            Span first = known.putIfAbsent(span.spanId(), span);
            conflicting |= first != null && !first.equals(span);
        }
        if (isNew) {
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

    boolean lingers() {
        return lingers;
    }

    /** Whether the log has any of its spans. */
    boolean isInLog() {
        return !seen.isEmpty();
    }

    /** Each span id once; none where it lingers no more. */
    List<Span> spans() {
        return List.copyOf(known.values());
    }

    /** Those that may have come after the close, and which no rule may have seen. */
    List<Span> unjudged() {
        return unjudged;
    }

    boolean hasMoreThanMarked() {
        return seen.size() > mark.spans();
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
