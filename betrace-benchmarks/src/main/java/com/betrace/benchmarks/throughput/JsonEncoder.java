package com.betrace.benchmarks.throughput;

import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** Spans as JSON, in OTLP's form and in that of the SpanService. No text of the workload needs to be escaped. */
final class JsonEncoder {

    private JsonEncoder() {}

    static byte[] otlp(List<Span> spans) {
        StringJoiner groups = new StringJoiner(",", "{\"resourceSpans\":[", "]}");
        OtlpEncoder.byResource(spans).forEach((resource, own) -> {
            StringJoiner array = new StringJoiner(",");
            own.forEach(span -> array.add(otlp(span)));
            groups.add("{\"resource\":{\"attributes\":" + otlp(resource.attributes())
                    + "},\"scopeSpans\":[{\"scope\":{\"name\":\"io.opentelemetry.benchmark\"},\"spans\":[" + array
                    + "]}]}");
        });
        return groups.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String otlp(Span span) {
        SpanId parent = span.parentSpanId();
        return "{\"traceId\":\"" + span.traceId() + "\",\"spanId\":\"" + span.spanId()
                + (parent == null ? "" : "\",\"parentSpanId\":\"" + parent)
                + "\",\"name\":\"" + span.name() + "\",\"kind\":" + span.kind().ordinal()
                + ",\"startTimeUnixNano\":\"" + span.startNanos() + "\",\"endTimeUnixNano\":\"" + span.endNanos()
                + "\",\"attributes\":" + otlp(span.attributes())
                + ",\"status\":{\"code\":" + span.status().ordinal() + "}}";
    }

    private static String otlp(Attributes attributes) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        attributes.forEach((key, value) -> array.add("{\"key\":\"" + key + "\",\"value\":{" + otlpValue(value) + "}}"));
        return array.toString();
    }

    private static String otlpValue(Object value) {
        if (value instanceof Long) {
            return "\"intValue\":\"" + value + "\"";
        }
        return value instanceof Double ? "\"doubleValue\":" + value : "\"stringValue\":\"" + value + "\"";
    }

    static byte[] spanService(List<Span> spans) {
        StringJoiner array = new StringJoiner(",", "{\"spans\":[", "]}");
        spans.forEach(span -> array.add(spanService(span)));
        return array.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String spanService(Span span) {
        SpanId parent = span.parentSpanId();
        return "{\"traceId\":\"" + span.traceId() + "\",\"spanId\":\"" + span.spanId()
                + (parent == null ? "" : "\",\"parentSpanId\":\"" + parent)
                + "\",\"name\":\"" + span.name() + "\",\"kind\":\"" + span.kind() + "\",\"status\":\"" + span.status()
                + "\",\"startTime\":\"" + span.startNanos() + "\",\"endTime\":\"" + span.endNanos()
                + "\",\"resource\":{\"attributes\":" + plain(span.resource().attributes())
                + "},\"attributes\":" + plain(span.attributes()) + "}";
    }

    private static String plain(Attributes attributes) {
        StringJoiner map = new StringJoiner(",", "{", "}");
        attributes.forEach((key, value) ->
                map.add("\"" + key + "\":" + (value instanceof String ? "\"" + value + "\"" : value.toString())));
        return map.toString();
    }
}
