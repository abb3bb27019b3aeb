package com.betrace.service.journal;

import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Spans that are told apart by their numbers. */
final class JournalSpans {

    private JournalSpans() {}

    static TraceId trace(long number) {
        return new TraceId(0x7ace, number);
    }

    static Span span(long trace, long id) {
        return Span.builder(trace(trace), new SpanId(id)).name("GET /" + trace).build();
    }

    /** One span of each trace, all with the same number. */
    static List<Span> spans(long id, long... traces) {
        return LongStream.of(traces).mapToObj(trace -> span(trace, id)).toList();
    }

    /** A span that takes so many bytes, of which no two are alike. */
    static Span large(long trace, long id, int bytes) {
        Random random = new Random(id);
        StringBuilder text = new StringBuilder();
        random.ints(bytes, 'a', 'z').forEach(letter -> text.append((char) letter));
        return Span.builder(trace(trace), new SpanId(id))
                .attributes(Attributes.builder().put("text", text.toString()).build())
                .build();
    }

    static List<Span> request(Random random, long id, long traces) {
        List<Span> spans = new ArrayList<>();
        int most = random.nextInt(12);
        for (int i = 0; i <= most; i++) {
            spans.add(large(1 + random.nextLong(traces), 100 * id + i, random.nextInt(8) == 0 ? 20_000 : 50));
        }
        return spans;
    }
}
