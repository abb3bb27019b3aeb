package com.betrace.service.journal.codec;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanLink;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what a {@link SpanEncoder} wrote; spans that shared a resource or scope share it again. One use. */
final class SpanDecoder {

    private final ByteReader in;
    private final AttributesDecoder attributes;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();

    SpanDecoder(byte[] bytes) {
        this.in = new ByteReader(bytes);
        this.attributes = new AttributesDecoder(in);
    }

    /** The traces whose spans follow; read first. */
    List<TraceId> readTraces() {
        int version = in.readByte();
        if (version != EntryCodec.VERSION) {
            throw new IllegalArgumentException("an entry has format " + version + ", expected " + EntryCodec.VERSION);
        }
        return readList(this::readTraceId);
    }

    List<Span> readSpans() {
        List<TraceId> traces = readTraces();
        return readList(() -> readSpan(traces));
    }

    private Span readSpan(List<TraceId> traces) {
        TraceId trace = traces.get(Math.toIntExact(in.readVarint()));
        Resource resource = known(resources, () -> new Resource(attributes.readAttributes()));
        Scope scope = known(scopes, this::readScope);
        int flags = in.readByte();
        Span.Builder span = Span.builder(trace, new SpanId(in.readFixed()))
                .resource(resource)
                .scope(scope)
                .kind(SpanFlags.kind(flags))
                .status(SpanFlags.status(flags))
                .endClamped(SpanFlags.endClamped(flags))
                .truncated(SpanFlags.truncated(flags))
                .parentSpanId(SpanFlags.hasParent(flags) ? new SpanId(in.readFixed()) : null)
                .name(attributes.readName())
                .statusMessage(in.readString());
        long start = in.readFixed();
        return span.time(start, start + in.readVarint())
                .attributes(attributes.readAttributes())
                .events(readList(this::readEvent))
                .links(readList(this::readLink))
                .build();
    }

    /** What has this number, or the next one, which follows. */
    private <T> T known(List<T> known, Supplier<T> next) {
        int number = Math.toIntExact(in.readVarint());
        if (number == known.size()) {
            known.add(next.get());
        }
        return known.get(number);
    }

    private Scope readScope() {
        return new Scope(attributes.readName(), attributes.readName(), attributes.readAttributes());
    }

    private SpanEvent readEvent() {
        return new SpanEvent(attributes.readName(), in.readFixed(), attributes.readAttributes());
    }

    private SpanLink readLink() {
        return new SpanLink(readTraceId(), new SpanId(in.readFixed()), attributes.readAttributes());
    }

    private TraceId readTraceId() {
        return new TraceId(in.readFixed(), in.readFixed());
    }

    private <T> List<T> readList(Supplier<T> element) {
        int count = in.readCount();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }
}
