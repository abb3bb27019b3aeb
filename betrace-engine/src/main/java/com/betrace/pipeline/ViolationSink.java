package com.betrace.pipeline;

/**
 * Takes what the lanes find. Called on lane threads, several at a time.
 *
 * <p>It may block: a lane that waits here takes no spans, its queue fills, and senders are told to retry. A lane that is
 * given up at shutdown interrupts it. What it throws is logged, and all that was given is counted as lost, even where the sink
 * took the first of it before it failed: the count is never too low.
 *
 * <p>What it was given is stored first, then the {@link SpanLog} is told of the traces that closed and of those to forget, and
 * only then is anything told to those who watch: nothing is ever told that could be lost. A process killed in between has stored
 * what it did not tell; whoever must hear of everything reads on from the {@code seq} that he heard of last.
 */
public interface ViolationSink {

    /** Takes what one lane found, never empty, in the order in which it was found. */
    void accept(Judged judged);
}
