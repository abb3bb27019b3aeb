package com.betrace.service.journal.codec;

import com.betrace.model.Span;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;

/** What fits into a byte: whether there is a parent, the flags, kind and status. */
final class SpanFlags {

    private static final SpanKind[] KINDS = SpanKind.values();
    private static final StatusCode[] STATUSES = StatusCode.values();
    private static final int PARENT = 1;
    private static final int END_CLAMPED = 2;
    private static final int TRUNCATED = 4;
    private static final int KIND_SHIFT = 3;
    private static final int STATUS_SHIFT = 6;

    private SpanFlags() {}

    static int of(Span span) {
        return (span.hasParent() ? PARENT : 0)
                | (span.endClamped() ? END_CLAMPED : 0)
                | (span.truncated() ? TRUNCATED : 0)
                | span.kind().ordinal() << KIND_SHIFT
                | span.status().ordinal() << STATUS_SHIFT;
    }

    static boolean hasParent(int flags) {
        return (flags & PARENT) != 0;
    }

    static boolean endClamped(int flags) {
        return (flags & END_CLAMPED) != 0;
    }

    static boolean truncated(int flags) {
        return (flags & TRUNCATED) != 0;
    }

    static SpanKind kind(int flags) {
        return KINDS[flags >> KIND_SHIFT & 7];
    }

    static StatusCode status(int flags) {
        return STATUSES[flags >> STATUS_SHIFT];
    }
}
