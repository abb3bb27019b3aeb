package com.betrace.service.otlp.wire;

import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanBytes;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.SpanSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one span after the other. Not thread-safe, one per request. */
final class WireSpan {

    private static final SpanKind[] KINDS = SpanKind.values();
    private static final StatusCode[] STATUS_CODES = StatusCode.values();

    private static final int TRACE_ID = 1 << 3 | 2;
    private static final int SPAN_ID = 2 << 3 | 2;
    private static final int TRACE_STATE = 3 << 3 | 2;
    private static final int PARENT_SPAN_ID = 4 << 3 | 2;
    private static final int NAME = 5 << 3 | 2;
    private static final int KIND = 6 << 3;
    private static final int START_TIME = 7 << 3 | 1;
    private static final int END_TIME = 8 << 3 | 1;
    private static final int ATTRIBUTES = 9 << 3 | 2;
    private static final int EVENTS = 11 << 3 | 2;
    private static final int LINKS = 13 << 3 | 2;
    private static final int STATUS = 15 << 3 | 2;

    private static final int STATUS_MESSAGE = 2 << 3 | 2;
    private static final int STATUS_CODE = 3 << 3;

    private final WireInput in;
    private final AttributeReader attributes;
    private final WireValues values;
    private final Attributes.Builder own = Attributes.builder();
    private final WireEvents events;
    private final WireLinks links;
    private final WireId traceId;
    private final WireId spanId;
    private final WireId parentSpanId;
    private String name = "";
    private int kind;
    private long start;
    private long end;
    private int statusCode;
    private String statusMessage = "";
    private int sharedBytes;
    private int sharedNameBytes;
    private boolean attributesReplaced;
    private @Nullable TraceId lastTraceId;

    WireSpan(WireInput in, SpanLimits limits, AttributeReader attributes) {
        this.in = in;
        this.attributes = attributes;
        this.values = new WireValues(in, limits, attributes);
        this.events = new WireEvents(in, limits, attributes, values);
        this.links = new WireLinks(in, limits, attributes, values);
        this.traceId = new WireId(in.bytes());
        this.spanId = new WireId(in.bytes());
        this.parentSpanId = new WireId(in.bytes());
    }

    /** Reads a span, or why it is none, into the batch. IOException where the bytes are no message. */
    void readInto(DecodedSpans batch, SpanSource source) throws IOException {
        clear();
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            readField(tag);
        }
        in.leave(limit);
        try {
            batch.add(build(source));
        } catch (InvalidSpanException e) {
            batch.reject(traceId.echo(), spanId.echo(), e);
        }
    }

    private void clear() {
        attributes.takeCut();
        own.clear();
        events.clear();
        links.clear();
        traceId.clear();
        spanId.clear();
        parentSpanId.clear();
        name = "";
        kind = 0;
        start = 0;
        end = 0;
        statusCode = 0;
        statusMessage = "";
        sharedBytes = 0;
        sharedNameBytes = 0;
        attributesReplaced = false;
    }

    private void readField(int tag) throws IOException {
        switch (tag) {
            case TRACE_ID -> traceId.read(in);
            case SPAN_ID -> spanId.read(in);
            case PARENT_SPAN_ID -> parentSpanId.read(in);
            case TRACE_STATE -> in.passText();
            case NAME -> {
                name = in.shared();
                sharedNameBytes = in.isShared() ? (int) SpanBytes.ofString(name.length()) : 0;
            }
            case KIND -> kind = in.int32();
            case START_TIME -> start = in.fixed64();
            case END_TIME -> end = in.fixed64();
            case ATTRIBUTES -> readAttribute();
            case EVENTS -> events.read();
            case LINKS -> links.read();
            case STATUS -> readStatus();
            default -> in.skip(tag);
        }
    }

    private void readAttribute() throws IOException {
        int before = own.size();
        values.readInto(own);
        if (own.size() > before) {
            sharedBytes += values.sharedBytes();
        } else {
            attributesReplaced = true;
        }
    }

    /** Where something was replaced or cut it is not told what is left of what is shared. */
    private int sharedBytes() {
        return attributesReplaced || attributes.isCut() ? 0 : sharedBytes + sharedNameBytes;
    }

    private void readStatus() throws IOException {
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case STATUS_CODE -> statusCode = in.int32();
                case STATUS_MESSAGE -> statusMessage = in.text();
                default -> in.skip(tag);
            }
        }
        in.leave(limit);
    }

    private Span build(SpanSource source) throws InvalidSpanException {
        return Span.builder(traceId(), spanId.spanId("span_id"))
                .parentSpanId(parentSpanId())
                .name(attributes.name(name))
                .kind(SpanFields.constant(kind, KINDS))
                .status(SpanFields.constant(statusCode, STATUS_CODES))
                .statusMessage(attributes.text(statusMessage))
                .time(
                        SpanFields.unsignedTime("start_time_unix_nano", start),
                        SpanFields.unsignedTime("end_time_unix_nano", end))
                .attributes(own.build())
                .events(events.build())
                .links(links.build())
                .resource(source.resource())
                .scope(source.scope())
                .truncated(attributes.isCut() | source.cut())
                .shared(sharedBytes(), source.shared())
                .build();
    }

    /** Spans of one trace often come together: they share their id. */
    private TraceId traceId() throws InvalidSpanException {
        TraceId last = lastTraceId;
        if (last == null || !traceId.is(last)) {
            last = traceId.traceId("trace_id");
            lastTraceId = last;
        }
        return last;
    }

    private @Nullable SpanId parentSpanId() throws InvalidSpanException {
        return parentSpanId.parentSpanId("parent_span_id");
    }
}
