package com.betrace.service.journal.codec;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.util.List;

/** The payload of a journal entry: the spans of one request, and before them the traces they belong to. Thread-safe. */
public final class EntryCodec {

    /** The first byte of each payload. */
    static final int VERSION = 1;

    private EntryCodec() {}

    public static byte[] encode(List<Span> spans) {
        return new SpanEncoder(spans).encode();
    }

    /** The same, with the traces of the spans. */
    public static Entry entry(List<Span> spans) {
        SpanEncoder encoder = new SpanEncoder(spans);
        return new Entry(encoder.encode(), encoder.traces());
    }

    /**
     * What is to be written.
     *
     * @param payload not copied
     * @param traces each once
     */
    public record Entry(byte[] payload, List<TraceId> traces) {}

    /** In their order; RuntimeException where the bytes are no payload. */
    public static List<Span> decode(byte[] payload) {
        return new SpanDecoder(payload).readSpans();
    }

    /** The traces of the spans, each once, without reading the spans. */
    public static List<TraceId> traces(byte[] payload) {
        return new SpanDecoder(payload).readTraces();
    }
}
