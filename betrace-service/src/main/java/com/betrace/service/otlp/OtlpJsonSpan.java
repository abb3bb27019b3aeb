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

    Span toModel(Origin origin) throws InvalidSpanException {
        return Span.builder(SpanFields.traceId("traceId", traceId), SpanFields.spanId("spanId", spanId))
                .parentSpanId(SpanFields.parentSpanId("parentSpanId", parentSpanId))
                .name(name)
                .kind(SpanFields.constant("kind", kind, KINDS))
                .status(SpanFields.constant("status.code", statusCode, STATUS_CODES))
                .statusMessage(statusMessage)
                .time(
                        SpanFields.unsignedTime("startTimeUnixNano", start),
                        SpanFields.unsignedTime("endTimeUnixNano", end))
                .attributes(attributes)
                .events(modelEvents())
                .links(modelLinks())
                .resource(origin.resource())
                .scope(origin.scope())
                .truncated(cut || origin.cut())
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
    private List<SpanLink> modelLinks() throws InvalidSpanException {
        List<SpanLink> result = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            if (!ZERO.matcher(link.traceId + link.spanId).matches()) {
                result.add(new SpanLink(
                        SpanFields.linked("links[" + i + "].traceId", link.traceId, TraceId::parse),
                        SpanFields.linked("links[" + i + "].spanId", link.spanId, SpanId::parse),
                        link.attributes));
            }
        }
        return result;
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
