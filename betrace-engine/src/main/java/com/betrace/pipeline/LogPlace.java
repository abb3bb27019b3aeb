package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.SpanBytes;
import java.util.List;

/** How far a lane has come in the log, and in the request that it works on. Not thread-safe. */
final class LogPlace {

    private long through;
    private long entry;
    private long untaken;
    private boolean withinRequest;

    /** The last log entry whose spans have all been taken. */
    long through() {
        return through;
    }

    /** Whether some of the spans of the next entry have been taken. */
    boolean isWithinRequest() {
        return withinRequest;
    }

    /** All entries up to this one have been taken, and none of those after it. */
    void standAt(long lastEntry) {
        through = lastEntry;
    }

    void begin(Queued request) {
        withinRequest = true;
        entry = request.entry();
        untaken = request.batch().bytes();
    }

    /**
     * Some spans of the request have been taken.
     *
     * @param last there are no more
     * @return for how many bytes of the request they are; what is left, where they are the last
     */
    long took(List<Span> spans, boolean last) {
        long bytes = last ? untaken : Math.min(untaken, SpanBytes.of(spans));
        untaken -= bytes;
        if (last) {
            through = entry;
            withinRequest = false;
        }
        return bytes;
    }
}
