package com.betrace.pipeline;

/**
 * Spans that wait for their lane.
 *
 * @param entry that of the log they came with
 * @param at monotonic time at which they came
 */
record Queued(SpanBatch batch, long entry, long at) {}
