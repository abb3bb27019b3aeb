package com.betrace.service.otlp;

import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A span as OTLP's JSON gives it, whose ids and times are still to be checked. */
final class OtlpJsonSpan {

    private static final SpanKind[] KINDS = SpanKind.values();
    private static final StatusCode[] STATUS_CODES = StatusCode.values();
    private static final Pattern ZERO = Pattern.compile("0*");

    String traceId = "";
    String spanId = "";
    String parentSpanId = "";
    String name = "";
    int kind;
    int statusCode;
    String statusMessage = "";
    long start;
    long end;
    Attributes attributes = Attributes.EMPTY;
    final List<Event> events = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    boolean cut;

    Span toModel(SpanSource source) throws InvalidSpanException {
        List<SpanLink> usableLinks = modelLinks();
        return Span.builder(SpanFields.traceId("traceId", traceId), SpanFields.spanId("spanId", spanId))
                .parentSpanId(SpanFields.parentSpanId("parentSpanId", parentSpanId))
                .name(name)
                .kind(SpanFields.constant(kind, KINDS))
                .status(SpanFields.constant(statusCode, STATUS_CODES))
                .statusMessage(statusMessage)
                .time(
                        SpanFields.unsignedTime("startTimeUnixNano", start),
                        SpanFields.unsignedTime("endTimeUnixNano", end))
                .attributes(attributes)
                .events(modelEvents())
                .links(usableLinks)
                .resource(source.resource())
                .scope(source.scope())
                .truncated(cut || source.cut())
                .build();
    }

    private List<SpanEvent> modelEvents() throws InvalidSpanException {
        List<SpanEvent> result = new ArrayList<>();
        for (Event event : events) {
            long time = SpanFields.unsignedTime("events[" + result.size() + "].timeUnixNano", event.time);
            result.add(new SpanEvent(event.name, time, event.attributes));
        }
        return result;
    }

    /** SDKs send links to spans that were not recorded as zeros: they link to nothing. */
    private List<SpanLink> modelLinks() {
        List<SpanLink> result = new ArrayList<>();
        for (Link link : links) {
            if (!ZERO.matcher(link.traceId + link.spanId).matches()) {
                addLink(link, result);
            }
        }
        return result;
    }

    /** A link that leads nowhere is cut; it does not make the span unusable. */
    private void addLink(Link link, List<SpanLink> result) {
        try {
            result.add(new SpanLink(TraceId.parse(link.traceId), SpanId.parse(link.spanId), link.attributes));
        } catch (IllegalArgumentException e) {
            cut = true;
        }
    }

    static final class Event {
        String name = "";
        long time;
        Attributes attributes = Attributes.EMPTY;
    }

    static final class Link {
        String traceId = "";
        String spanId = "";
        Attributes attributes = Attributes.EMPTY;
    }
}
