package com.betrace.service.api;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.betrace.service.intake.SpanLimits;
import com.betrace.v1.SpanResource;
import com.betrace.v1.SpanScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the spans of one request of the SpanService; not thread-safe. */
final class SpanReader {

    private static final String SERVICE_NAME = "service.name";

    private final SpanLimits limits;
    private final AttributeReader attributes;
    private final Map<ResourceKey, Cut<Resource>> resources = new HashMap<>();
    private final Map<SpanScope, Cut<Scope>> scopes = new HashMap<>();

    SpanReader(SpanLimits limits) {
        this.limits = limits;
        this.attributes = new AttributeReader(limits);
    }

    void readAll(List<com.betrace.v1.Span> spans, DecodedSpans batch) {
        for (com.betrace.v1.Span span : spans) {
            try {
                batch.add(read(span));
            } catch (InvalidSpanException e) {
                batch.reject(SpanFields.echo(span.getTraceId()), SpanFields.echo(span.getSpanId()), e);
            }
        }
    }

    /** Spans that name the same resource and scope share them. */
    Span read(com.betrace.v1.Span span) throws InvalidSpanException {
        long start = SpanFields.time("start_time", span.getStartTime());
        attributes.takeCut();
        Cut<Resource> resource =
                resources.computeIfAbsent(new ResourceKey(span.getResource(), span.getService()), this::resource);
        Cut<Scope> scope = scopes.computeIfAbsent(span.getScope(), this::scope);
        Span.Builder builder = Span.builder(
                        SpanFields.traceId("trace_id", span.getTraceId()),
                        SpanFields.spanId("span_id", span.getSpanId()))
                .parentSpanId(SpanFields.parentSpanId("parent_span_id", span.getParentSpanId()))
                .name(attributes.name(span.getName()))
                .kind(SpanFields.constant("kind", span.getKind(), SpanKind.UNSPECIFIED))
                .status(SpanFields.constant("status", span.getStatus(), StatusCode.UNSET))
                .statusMessage(attributes.text(span.getStatusMessage()))
                .time(start, end(span, start))
                .attributes(attributes(span))
                .events(events(span.getEventsList()))
                .links(links(span.getLinksList()))
                .resource(resource.value())
                .scope(scope.value());
        return builder.truncated(attributes.takeCut() | resource.cut() | scope.cut())
                .build();
    }

    private static long end(com.betrace.v1.Span span, long start) throws InvalidSpanException {
        if (span.getEndTime() != 0 || span.getDurationMs() == 0) {
            return SpanFields.time("end_time", span.getEndTime());
        }
        return SpanFields.endAfter(start, span.getDurationMs());
    }

    private Attributes attributes(com.betrace.v1.Span span) {
        Attributes.Builder builder = Attributes.builder();
        span.getStringAttributesMap().forEach((key, value) -> attributes.put(builder, key, attributes.text(value)));
        attributes.readInto(builder, span.getAttributesMap(), span.getOtlpAttributesList());
        return builder.build();
    }

    private List<SpanEvent> events(List<com.betrace.v1.SpanEvent> events) throws InvalidSpanException {
        List<SpanEvent> result = new ArrayList<>();
        for (com.betrace.v1.SpanEvent event : attributes.first(limits.events(), events)) {
            result.add(new SpanEvent(
                    attributes.name(event.getName()),
                    SpanFields.time("events[" + result.size() + "].time", event.getTime()),
                    attributes.read(event.getAttributesMap(), event.getOtlpAttributesList())));
        }
        return result;
    }

    private List<SpanLink> links(List<com.betrace.v1.SpanLink> links) throws InvalidSpanException {
        List<SpanLink> result = new ArrayList<>();
        for (com.betrace.v1.SpanLink link : attributes.first(limits.links(), links)) {
            String field = "links[" + result.size() + "].";
            result.add(new SpanLink(
                    SpanFields.linked(field + "trace_id", link.getTraceId(), TraceId::parse),
                    SpanFields.linked(field + "span_id", link.getSpanId(), SpanId::parse),
                    attributes.read(link.getAttributesMap(), link.getOtlpAttributesList())));
        }
        return result;
    }

    private Cut<Resource> resource(ResourceKey key) {
        Attributes.Builder builder = Attributes.builder();
        if (!key.service().isEmpty()) {
            attributes.put(builder, SERVICE_NAME, attributes.text(key.service()));
        }
        attributes.readInto(
                builder, key.resource().getAttributesMap(), key.resource().getOtlpAttributesList());
        return new Cut<>(new Resource(builder.build()), attributes.takeCut());
    }

    private Cut<Scope> scope(SpanScope scope) {
        Scope value = new Scope(
                attributes.name(scope.getName()),
                attributes.name(scope.getVersion()),
                attributes.read(scope.getAttributesMap(), scope.getOtlpAttributesList()));
        return new Cut<>(value, attributes.takeCut());
    }

    private record ResourceKey(SpanResource resource, String service) {}

    /** A value that spans share, and whether a limit cut it. */
    private record Cut<T>(T value, boolean cut) {}
}
