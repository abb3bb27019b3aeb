package com.betrace.pipeline;

import com.betrace.model.Span;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Keeps spans until their traces are judged, so that none that was acknowledged is lost with the process. Thread-safe.
 *
 * <p>Time is that of the log: nanoseconds that go on where they stood when the process ended, and do not pass while it does not
 * run.
 */
public interface SpanLog extends AutoCloseable {

    /** What became of spans that were to be logged. */
    enum Append {
        /** They are as durable as this log promises, and were handed on. */
        LOGGED,
        /** The log has reached its size; there is room again when traces have closed. */
        FULL,
        /** They could not be written, or the log is closed. */
        FAILED
    }

    /** Keeps nothing: a process that ends loses the traces in flight. */
    SpanLog NONE = new SpanLog() {
        @Override
        public Append append(List<Span> spans, LongConsumer handOver) {
            handOver.accept(0);
            return Append.LOGGED;
        }

        @Override
        public void markClosed(List<CloseMark> marks) {}

        @Override
        public void forget(List<Forgotten> traces) {}

        @Override
        public void replay(Replay replay) {
            replay.ended(0);
        }

        @Override
        public boolean keepsOpenTraces() {
            return false;
        }

        @Override
        public void close() {}
    };

    /** Takes what a log still has of an earlier process. Called by one thread. */
    interface Replay {

        /** The time at which the log ended, which comes first. */
        void ended(long time);

        /** A trace that had closed; all of these come before any span, in the order in which they closed. */
        void closed(CloseMark mark, long time);

        /**
         * Spans in the order in which they were handed over, once; more of one entry may be missing, where their traces need
         * them no more.
         *
         * @param damaged true where some of the log could not be read, so that spans of any trace may be missing
         */
        void spans(long entry, List<Span> spans, long time, boolean damaged);
    }

    /**
     * Makes the spans of one request durable, and waits for that. The list does not change afterwards.
     *
     * @param handOver called once with the number of the entry where they are durable, before this returns; calls come one at a
     *     time in the order of the entries, which numbers that only grow tell; must be quick and must not throw
     */
    Append append(List<Span> spans, LongConsumer handOver);

    /**
     * Notes that traces have closed and been judged; the latest mark of a trace counts. Waits until the marks are as durable as
     * this log promises. What cannot be written is noted later or lost: then these traces are judged once more after a crash.
     */
    void markClosed(List<CloseMark> marks);

    /**
     * The spans of these traces in entries up to one are needed no more. A trace with later spans stays until it is named again.
     * Does not wait. Comes after {@link #markClosed} where both concern the same traces.
     */
    void forget(List<Forgotten> traces);

    /** Tells what an earlier process left, before anything is appended. */
    void replay(Replay replay);

    /** Whether an open trace outlives the process, so that a stop need not close it. */
    boolean keepsOpenTraces();

    /** Makes everything durable and ends; called when nothing appends any more. */
    @Override
    void close();
}
