package com.betrace.benchmarks.throughput;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans as OTLP in protobuf, by their resources. */
public final class OtlpEncoder {

    private static final InstrumentationScope SCOPE = InstrumentationScope.newBuilder()
            .setName("io.opentelemetry.benchmark")
            .build();

    private OtlpEncoder() {}

    public static byte[] protobuf(List<Span> spans) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        byResource(spans).forEach((resource, own) -> {
            ScopeSpans.Builder scope = ScopeSpans.newBuilder().setScope(SCOPE);
            own.forEach(span -> scope.addSpans(message(span)));
            var group = request.addResourceSpansBuilder().addScopeSpans(scope);
            resource.attributes()
                    .forEach((key, value) -> group.getResourceBuilder().addAttributes(attribute(key, value)));
        });
        return request.build().toByteArray();
    }

    static Map<Resource, List<Span>> byResource(List<Span> spans) {
        Map<Resource, List<Span>> groups = new LinkedHashMap<>();
        spans.forEach(span -> groups.computeIfAbsent(span.resource(), resource -> new ArrayList<>())
                .add(span));
        return groups;
    }

    private static io.opentelemetry.proto.trace.v1.Span message(Span span) {
        var message = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(ByteString.copyFrom(span.traceId().toBytes()))
                .setSpanId(ByteString.copyFrom(span.spanId().toBytes()))
                .setName(span.name())
                .setKindValue(span.kind().ordinal())
                .setStartTimeUnixNano(span.startNanos())
                .setEndTimeUnixNano(span.endNanos())
                .setStatus(Status.newBuilder().setCodeValue(span.status().ordinal()));
        SpanId parent = span.parentSpanId();
        if (parent != null) {
            message.setParentSpanId(ByteString.copyFrom(parent.toBytes()));
        }
        add(span.attributes(), message);
        return message.build();
    }

    private static void add(Attributes attributes, io.opentelemetry.proto.trace.v1.Span.Builder message) {
        attributes.forEach((key, value) -> message.addAttributes(attribute(key, value)));
    }

    private static KeyValue attribute(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Long number) {
            any.setIntValue(number);
        } else if (value instanceof Double number) {
            any.setDoubleValue(number);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }
}
