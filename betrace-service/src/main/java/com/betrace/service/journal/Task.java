package com.betrace.service.journal;

import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.SpanLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** What the journal's thread is asked to do. */
sealed interface Task {

    /** Write an entry, hand it over, and say what became of it. */
    record Append(
            byte[] payload, List<TraceId> traces, LongConsumer handOver, CompletableFuture<SpanLog.Append> outcome)
            implements Task {}

    /** Write close marks, and say when they were written or given up for now. */
    record Mark(List<CloseMark> marks, CompletableFuture<Void> outcome) implements Task {}

    /** Something that is not written. */
    record Action(Runnable work) implements Task {}
}
