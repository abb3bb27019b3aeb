package com.betrace.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import com.betrace.service.journal.JournalRun.Entry;
import com.betrace.service.journal.JournalRun.Replayed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a journal must still have, kept the simple way. */
final class JournalModel {

    final Map<Long, List<Span>> acknowledged = new TreeMap<>();
    final Map<TraceId, CloseMark> marks = new LinkedHashMap<>();
    private final Map<TraceId, Long> forgotten = new LinkedHashMap<>();

    void acknowledged(long entry, List<Span> spans) {
        acknowledged.put(entry, spans);
    }

    void marked(CloseMark mark) {
        marks.remove(mark.traceId());
        marks.put(mark.traceId(), mark);
    }

    void forgotten(TraceId trace, long through) {
        if (last(trace) <= through) {
            forgotten.put(trace, through);
        }
    }

    long last(TraceId trace) {
        return acknowledged.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(span -> span.traceId().equals(trace)))
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    boolean isNeeded(long entry, Span span) {
        return entry > forgotten.getOrDefault(span.traceId(), 0L);
    }

    List<Span> needed(long entry) {
        return acknowledged.getOrDefault(entry, List.of()).stream()
                .filter(span -> isNeeded(entry, span))
                .toList();
    }

    /** Every acknowledged span that is needed is there once, in order, and nothing else but what is not needed any more. */
    void assertHolds(Replayed replayed) {
        assertNothingInvented(replayed);
        assertThat(lost(replayed)).as("lost").isEmpty();
        assertThat(replayed.marks).containsExactlyElementsOf(marks.values());
        assertThat(replayed.isDamaged()).isFalse();
    }

    void assertNothingInvented(Replayed replayed) {
        assertThat(replayed.entries).extracting(Entry::number).isSorted().doesNotHaveDuplicates();
        for (Entry entry : replayed.entries) {
            assertThat(acknowledged).containsKey(entry.number());
            assertThat(acknowledged.get(entry.number())).containsSubsequence(entry.spans());
        }
        assertThat(marks.values()).containsAll(replayed.marks);
    }

    /** What had to be there and was not. */
    List<Span> lost(Replayed replayed) {
        Map<Long, List<Span>> found = new TreeMap<>();
        replayed.entries.forEach(entry -> found.put(entry.number(), entry.spans()));
        List<Span> lost = new ArrayList<>();
        for (long entry : acknowledged.keySet()) {
            List<Span> there = found.getOrDefault(entry, List.of());
            needed(entry).stream().filter(span -> !there.contains(span)).forEach(lost::add);
        }
        return lost;
    }
}
