package com.betrace.service.cli;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanLink;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;

/** Writes spans as the request that an OpenTelemetry SDK or Collector would send for them. */
public final class OtlpRequests {

    private OtlpRequests() {}

    /** One {@code ResourceSpans} a span, since each may come from another service. */
    public static ExportTraceServiceRequest of(List<Span> spans) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (Span span : spans) {
            request.addResourceSpans(ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder()
                            .addAllAttributes(keyValues(span.resource().attributes())))
                    .addScopeSpans(ScopeSpans.newBuilder()
                            .setScope(scope(span.scope()))
                            .addSpans(span(span))));
        }
        return request.build();
    }

    private static io.opentelemetry.proto.trace.v1.Span span(Span span) {
        SpanId parent = span.parentSpanId();
        return io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(ByteString.copyFrom(span.traceId().toBytes()))
                .setSpanId(ByteString.copyFrom(span.spanId().toBytes()))
                .setParentSpanId(parent == null ? ByteString.EMPTY : ByteString.copyFrom(parent.toBytes()))
                .setName(span.name())
                .setKindValue(span.kind().ordinal())
                .setStartTimeUnixNano(span.startNanos())
                .setEndTimeUnixNano(span.endNanos())
                .addAllAttributes(keyValues(span.attributes()))
                .addAllEvents(span.events().stream().map(OtlpRequests::event).toList())
                .addAllLinks(span.links().stream().map(OtlpRequests::link).toList())
                .setStatus(Status.newBuilder()
                        .setCodeValue(span.status().ordinal())
                        .setMessage(span.statusMessage()))
                .build();
    }

    private static io.opentelemetry.proto.trace.v1.Span.Event event(SpanEvent event) {
        return io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                .setName(event.name())
                .setTimeUnixNano(event.timeNanos())
                .addAllAttributes(keyValues(event.attributes()))
                .build();
    }

    private static io.opentelemetry.proto.trace.v1.Span.Link link(SpanLink link) {
        return io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                .setTraceId(ByteString.copyFrom(link.traceId().toBytes()))
                .setSpanId(ByteString.copyFrom(link.spanId().toBytes()))
                .addAllAttributes(keyValues(link.attributes()))
                .build();
    }

    private static InstrumentationScope scope(Scope scope) {
        return InstrumentationScope.newBuilder()
                .setName(scope.name())
                .setVersion(scope.version())
                .addAllAttributes(keyValues(scope.attributes()))
                .build();
    }

    private static List<KeyValue> keyValues(Attributes attributes) {
        return attributes.toMap().entrySet().stream()
                .map(entry -> keyValue(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static KeyValue keyValue(String key, Object value) {
        return KeyValue.newBuilder().setKey(key).setValue(anyValue(value)).build();
    }

    private static AnyValue anyValue(Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof String text) {
            any.setStringValue(text);
        } else if (value instanceof Boolean bool) {
            any.setBoolValue(bool);
        } else if (value instanceof Long number) {
            any.setIntValue(number);
        } else if (value instanceof Double number) {
            any.setDoubleValue(number);
        } else if (value instanceof Bytes bytes) {
            any.setBytesValue(ByteString.copyFrom(bytes.toByteArray()));
        } else if (value instanceof List<?> list) {
            any.setArrayValue(ArrayValue.newBuilder()
                    .addAllValues(list.stream().map(OtlpRequests::anyValue).toList()));
        } else if (value instanceof Map<?, ?> map) {
            KeyValueList.Builder entries = KeyValueList.newBuilder();
            map.forEach((key, entry) -> entries.addValues(keyValue(key.toString(), entry)));
            any.setKvlistValue(entries);
        }
        return any.build();
    }
}
