package com.betrace.service.otlp;

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
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Arrays;
import java.util.HexFormat;

/** OTLP messages for tests. */
public final class OtlpRequests {

    public static final String TRACE_ID = "0102030405060708090a0b0c0d0e0f10";
    public static final String SPAN_ID = "1112131415161718";

    private OtlpRequests() {}

    /** One request with one resource and one scope. */
    public static ExportTraceServiceRequest request(Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", text("checkout"))))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName("http")
                                        .setVersion("1.2"))
                                .addAllSpans(Arrays.asList(spans))))
                .build();
    }

    /** A span with every field that BeTrace reads. */
    public static Span.Builder span() {
        return Span.newBuilder()
                .setTraceId(hex(TRACE_ID))
                .setSpanId(hex(SPAN_ID))
                .setParentSpanId(hex("2122232425262728"))
                .setName("GET /cart")
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setStartTimeUnixNano(1_000)
                .setEndTimeUnixNano(3_000)
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("boom"))
                .addAttributes(attribute("http.route", text("/cart")))
                .addAttributes(attribute(
                        "retries", AnyValue.newBuilder().setIntValue(3).build()))
                .addAttributes(attribute("nested", nested(2)))
                .addEvents(Span.Event.newBuilder()
                        .setName("exception")
                        .setTimeUnixNano(2_000)
                        .addAttributes(attribute("exception.type", text("IOException"))))
                .addLinks(Span.Link.newBuilder().setTraceId(hex(TRACE_ID)).setSpanId(hex("3132333435363738")));
    }

    /** A span with ids only. */
    public static Span.Builder small(int number) {
        return Span.newBuilder()
                .setTraceId(hex(TRACE_ID))
                .setSpanId(hex(HexFormat.of().toHexDigits((long) number + 1)));
    }

    public static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    public static AnyValue text(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }

    /** A list in a map in a list ... with a string inside. */
    public static AnyValue nested(int depth) {
        if (depth == 0) {
            return text("deep");
        }
        return depth % 2 == 0
                ? AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addValues(nested(depth - 1)))
                        .build()
                : AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("k", nested(depth - 1))))
                        .build();
    }

    public static ByteString hex(String digits) {
        return ByteString.copyFrom(HexFormat.of().parseHex(digits));
    }
}
