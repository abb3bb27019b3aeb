package com.betrace.service.journal.file;

import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import java.util.List;

/** What is in a journal, without the spans. */
public record Contents(LogState state, List<MarksRow> marks, List<Entry> entries) {

    public static final Contents EMPTY = new Contents(LogState.EMPTY, List.of(), List.of());

    /** Close marks that were written together. */
    public record MarksRow(long number, List<TraceId> traces) {

        static MarksRow of(long number, List<CloseMark> marks) {
            return new MarksRow(number, marks.stream().map(CloseMark::traceId).toList());
        }
    }

    /** The traces are those that its spans belong to, each once. */
    public record Entry(long number, List<TraceId> traces, int bytes) {}
}
