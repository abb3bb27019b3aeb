package com.betrace.service.otlp;

import com.betrace.model.Attributes;
import com.betrace.model.Scope;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.SpanLimits;
import java.io.IOException;

/** Reads Span, its parts and InstrumentationScope of OTLP's JSON, within the limits. */
final class OtlpJsonSpans {

    private final JsonCursor json;
    private final SpanLimits limits;
    private final AttributeReader attributes;
    private final OtlpJsonValues values;

    OtlpJsonSpans(JsonCursor json, SpanLimits limits, AttributeReader attributes, OtlpJsonValues values) {
        this.json = json;
        this.limits = limits;
        this.attributes = attributes;
        this.values = values;
    }

    OtlpJsonSpan read() throws IOException {
        OtlpJsonSpan span = new OtlpJsonSpan();
        attributes.takeCut();
        json.object(name -> readField(name, span));
        span.cut = attributes.takeCut();
        return span;
    }

    Scope scope() throws IOException {
        ScopeFields scope = new ScopeFields();
        json.object(name -> {
            switch (name) {
                case "name" -> scope.name = attributes.name(json.string());
                case "version" -> scope.version = attributes.name(json.string());
                case "attributes" -> scope.attributes = values.attributes();
                default -> json.skip();
            }
        });
        return new Scope(scope.name, scope.version, scope.attributes);
    }

    private void readField(String name, OtlpJsonSpan span) throws IOException {
        switch (name) {
            case "traceId" -> span.traceId = json.string();
            case "spanId" -> span.spanId = json.string();
            case "parentSpanId" -> span.parentSpanId = json.string();
            case "name" -> span.name = attributes.name(json.string());
            case "kind" -> span.kind = json.constant();
            case "startTimeUnixNano" -> span.start = json.uint64();
            case "endTimeUnixNano" -> span.end = json.uint64();
            case "attributes" -> span.attributes = values.attributes();
            case "events" -> json.array(() -> readEvent(span));
            case "links" -> json.array(() -> readLink(span));
            case "status" -> json.object(part -> readStatus(part, span));
            default -> json.skip();
        }
    }

    private void readStatus(String name, OtlpJsonSpan span) throws IOException {
        switch (name) {
            case "code" -> span.statusCode = json.constant();
            case "message" -> span.statusMessage = attributes.text(json.string());
            default -> json.skip();
        }
    }

    private void readEvent(OtlpJsonSpan span) throws IOException {
        if (!attributes.hasRoom(limits.events(), span.events.size())) {
            json.skip();
            return;
        }
        OtlpJsonSpan.Event event = new OtlpJsonSpan.Event();
        json.object(name -> {
            switch (name) {
                case "name" -> event.name = attributes.name(json.string());
                case "timeUnixNano" -> event.time = json.uint64();
                case "attributes" -> event.attributes = values.attributes();
                default -> json.skip();
            }
        });
        span.events.add(event);
    }

    private void readLink(OtlpJsonSpan span) throws IOException {
        if (!attributes.hasRoom(limits.links(), span.links.size())) {
            json.skip();
            return;
        }
        OtlpJsonSpan.Link link = new OtlpJsonSpan.Link();
        json.object(name -> {
            switch (name) {
                case "traceId" -> link.traceId = json.string();
                case "spanId" -> link.spanId = json.string();
                case "attributes" -> link.attributes = values.attributes();
                default -> json.skip();
            }
        });
        span.links.add(link);
    }

    private static final class ScopeFields {
        private String name = "";
        private String version = "";
        private Attributes attributes = Attributes.EMPTY;
    }
}
