package com.betrace.service.otlp;

import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.betrace.service.intake.SpanLimits;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Turns span messages that protobuf-java has read into the model's: what the reader of the wire is held to. One per request. */
final class MessageSpanReader {

    private static final SpanKind[] KINDS = SpanKind.values();
    private static final StatusCode[] STATUS_CODES = StatusCode.values();

    private final SpanLimits limits;
    private final AttributeReader attributes;

    MessageSpanReader(SpanLimits limits, AttributeReader attributes) {
        this.limits = limits;
        this.attributes = attributes;
    }

    com.betrace.model.Span read(Span span, SpanSource source) throws InvalidSpanException {
        attributes.takeCut();
        return com.betrace.model.Span.builder(
                        SpanFields.traceId("trace_id", span.getTraceId()),
                        SpanFields.spanId("span_id", span.getSpanId()))
                .parentSpanId(SpanFields.parentSpanId("parent_span_id", span.getParentSpanId()))
                .name(attributes.name(span.getName()))
                .kind(SpanFields.constant(span.getKindValue(), KINDS))
                .status(SpanFields.constant(span.getStatus().getCodeValue(), STATUS_CODES))
                .statusMessage(attributes.text(span.getStatus().getMessage()))
                .time(
                        SpanFields.unsignedTime("start_time_unix_nano", span.getStartTimeUnixNano()),
                        SpanFields.unsignedTime("end_time_unix_nano", span.getEndTimeUnixNano()))
                .attributes(attributes.read(span.getAttributesList()))
                .events(events(span.getEventsList()))
                .links(links(span.getLinksList()))
                .resource(source.resource())
                .scope(source.scope())
                .truncated(attributes.takeCut() | source.cut())
                .build();
    }

    /** What a sender gave as an id, in hex, short enough for a message to it. */
    static String echo(ByteString id) {
        return SpanFields.echo(HexFormat.of()
                .formatHex(id.substring(0, Math.min(id.size(), 2 * TraceId.BYTES + 1))
                        .toByteArray()));
    }

    private List<SpanEvent> events(List<Span.Event> events) throws InvalidSpanException {
        List<SpanEvent> result = new ArrayList<>();
        for (Span.Event event : attributes.first(limits.events(), events)) {
            result.add(new SpanEvent(
                    attributes.name(event.getName()),
                    SpanFields.unsignedTime("events[" + result.size() + "].time_unix_nano", event.getTimeUnixNano()),
                    attributes.read(event.getAttributesList())));
        }
        return result;
    }

    private List<SpanLink> links(List<Span.Link> links) {
        List<SpanLink> result = new ArrayList<>();
        for (Span.Link link : attributes.first(limits.links(), links)) {
            if (!isZero(link.getTraceId()) || !isZero(link.getSpanId())) {
                addLink(link, result);
            }
        }
        return result;
    }

    /** A link that leads nowhere is cut; it does not make the span unusable. */
    private void addLink(Span.Link link, List<SpanLink> result) {
        try {
            result.add(new SpanLink(
                    TraceId.of(link.getTraceId().toByteArray()),
                    SpanId.of(link.getSpanId().toByteArray()),
                    attributes.read(link.getAttributesList())));
        } catch (IllegalArgumentException e) {
            attributes.noteCut();
        }
    }

    /** SDKs send links to spans that were not recorded as zeros: they link to nothing. */
    private static boolean isZero(ByteString id) {
        for (int i = 0; i < id.size(); i++) {
            if (id.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
