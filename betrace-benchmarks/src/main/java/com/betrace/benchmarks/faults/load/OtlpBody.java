package com.betrace.benchmarks.faults.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;

/** Planned spans as an OTLP request. All come from one host, so that the order of spans is exact. */
final class OtlpBody {

    private static final long START_NANOS = 1_767_225_600_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Resource SHOP = Resource.newBuilder()
            .addAttributes(text("service.name", "shop"))
            .addAttributes(text("host.name", "shop-1"))
            .build();
    private static final KeyValue CENSUS = KeyValue.newBuilder()
            .setKey("census")
            .setValue(AnyValue.newBuilder().setBoolValue(true))
            .build();

    private OtlpBody() {}

    static byte[] of(List<Request.Part> parts, TraceIds ids) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (Request.Part part : parts) {
            ByteString trace = bytes(ids.trace(part.plan().number()));
            part.spans().forEach(span -> spans.addSpans(span(part.plan().number(), trace, span)));
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder().setResource(SHOP).addScopeSpans(spans);
        return request.build().toByteArray();
    }

    private static Span span(long number, ByteString trace, PlannedSpan planned) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(trace)
                .setSpanId(bytes(TraceIds.span(number, planned.index())))
                .setName(planned.name())
                .setKind(planned.isRoot() ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(START_NANOS + planned.startMillis() * NANOS_PER_MILLI)
                .setEndTimeUnixNano(START_NANOS + planned.endMillis() * NANOS_PER_MILLI);
        if (!planned.isRoot()) {
            span.setParentSpanId(bytes(TraceIds.span(number, planned.parent())));
        }
        if (planned.failed()) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        }
        if (planned.query() != null) {
            span.addAttributes(text("db.query.text", planned.query()));
        }
        if (planned.census()) {
            span.addAttributes(CENSUS);
        }
        return span.build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
