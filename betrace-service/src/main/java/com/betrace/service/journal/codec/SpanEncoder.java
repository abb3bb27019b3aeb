package com.betrace.service.journal.codec;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanLink;
import com.betrace.model.TraceId;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the spans of one entry; a resource or scope that several share is there once. One use. */
final class SpanEncoder {

    /** Of a span of usual size; the writer grows where they are larger. */
    private static final int SPAN_BYTES = 160;

    private final List<Span> spans;
    private final ByteWriter out;
    private final AttributesEncoder attributes;
    private final Map<TraceId, Integer> traces = new LinkedHashMap<>();
    private final Map<Resource, Integer> resources = new IdentityHashMap<>();
    private final Map<Scope, Integer> scopes = new IdentityHashMap<>();

    SpanEncoder(List<Span> spans) {
        this.spans = spans;
        this.out = new ByteWriter(SPAN_BYTES * (spans.size() + 1));
        this.attributes = new AttributesEncoder(out);
        spans.forEach(span -> traces.putIfAbsent(span.traceId(), traces.size()));
    }

    /** Each once. */
    List<TraceId> traces() {
        return List.copyOf(traces.keySet());
    }

    byte[] encode() {
        out.writeByte(EntryCodec.VERSION);
        out.writeVarint(traces.size());
        traces.keySet().forEach(this::writeTraceId);
        out.writeVarint(spans.size());
        spans.forEach(this::writeSpan);
        return out.toByteArray();
    }

    private void writeSpan(Span span) {
        out.writeVarint(Objects.requireNonNull(traces.get(span.traceId())));
        writeResource(span.resource());
        writeScope(span.scope());
        out.writeByte(SpanFlags.of(span));
        out.writeFixed(span.spanIdValue());
        if (span.hasParent()) {
            out.writeFixed(span.parentSpanIdValue());
        }
        attributes.writeName(span.name());
        out.writeString(span.statusMessage());
        out.writeFixed(span.startNanos());
        out.writeVarint(span.durationNanos());
        attributes.writeAttributes(span.attributes());
        out.writeVarint(span.events().size());
        for (int i = 0; i < span.events().size(); i++) {
            writeEvent(span.events().get(i));
        }
        out.writeVarint(span.links().size());
        for (int i = 0; i < span.links().size(); i++) {
            writeLink(span.links().get(i));
        }
    }

    private void writeResource(Resource resource) {
        Integer known = resources.putIfAbsent(resource, resources.size());
        out.writeVarint(known == null ? resources.size() - 1 : known);
        if (known == null) {
            attributes.writeAttributes(resource.attributes());
        }
    }

    private void writeScope(Scope scope) {
        Integer known = scopes.putIfAbsent(scope, scopes.size());
        out.writeVarint(known == null ? scopes.size() - 1 : known);
        if (known == null) {
            attributes.writeName(scope.name());
            attributes.writeName(scope.version());
            attributes.writeAttributes(scope.attributes());
        }
    }

    private void writeEvent(SpanEvent event) {
        attributes.writeName(event.name());
        out.writeFixed(event.timeNanos());
        attributes.writeAttributes(event.attributes());
    }

    private void writeLink(SpanLink link) {
        writeTraceId(link.traceId());
        out.writeFixed(link.spanId().value());
        attributes.writeAttributes(link.attributes());
    }

    private void writeTraceId(TraceId trace) {
        out.writeFixed(trace.high());
        out.writeFixed(trace.low());
    }
}
