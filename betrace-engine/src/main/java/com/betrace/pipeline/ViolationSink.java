package com.betrace.pipeline;

import com.betrace.model.Violation;
import java.util.List;

/**
 * Takes what the lanes find. Called on lane threads, several at a time.
 *
 * <p>It may block: a lane that waits here takes no spans, its queue fills, and senders are told to retry. A lane that is
 * given up at shutdown interrupts it. What it throws is logged, and the whole list is counted as lost, even where the sink
 * took the first of them before it failed: the count is never too low.
 */
public interface ViolationSink {

    /** Violations in the order in which one lane found them, never empty; the list does not change. */
    void accept(List<Violation> violations);
}
