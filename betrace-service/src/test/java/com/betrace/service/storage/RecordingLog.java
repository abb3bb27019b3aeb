package com.betrace.service.storage;

import com.betrace.model.Span;
import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.Forgotten;
import com.betrace.pipeline.SpanLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Remembers what it was told, in its order. */
final class RecordingLog implements SpanLog {

    /** Lists of marks and of what to forget, each list as it came. */
    final List<List<?>> told = new CopyOnWriteArrayList<>();

    private volatile Runnable before = () -> {};

    /** Runs this when traces are said to have closed, before it takes note. */
    void beforeMarks(Runnable work) {
        before = work;
    }

    @Override
    public void markClosed(List<CloseMark> marks) {
        before.run();
        told.add(marks);
    }

    @Override
    public void forget(List<Forgotten> traces) {
        told.add(traces);
    }

    @Override
    public Append append(List<Span> spans, LongConsumer handOver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void replay(Replay replay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean keepsOpenTraces() {
        return true;
    }

    @Override
    public void close() {}
}
