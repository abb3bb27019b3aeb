package com.betrace.service.doors;

import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.SpanServiceGrpc;
import com.google.protobuf.ByteString;
import io.grpc.MethodDescriptor;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A way for spans to come in: a port, an rpc or route, and an encoding. */
enum Door {
    OTLP_GRPC(AllDoors::otlpGrpcPort, TraceServiceGrpc.getExportMethod(), null, Format.OTLP),
    OTLP_GRPC_ON_THE_MAIN_PORT(AllDoors::grpcPort, TraceServiceGrpc.getExportMethod(), null, Format.OTLP),
    OTLP_HTTP(AllDoors::otlpHttpPort, null, "/v1/traces", Format.OTLP),
    OTLP_HTTP_JSON(AllDoors::otlpHttpPort, null, "/v1/traces", Format.OTLP_JSON),
    OTLP_HTTP_ON_THE_MAIN_PORT(AllDoors::httpPort, null, "/v1/traces", Format.OTLP),
    OTLP_HTTP_JSON_ON_THE_MAIN_PORT(AllDoors::httpPort, null, "/v1/traces", Format.OTLP_JSON),
    SPANS_GRPC(AllDoors::grpcPort, SpanServiceGrpc.getIngestSpansMethod(), null, Format.SPANS),
    SPANS_REST(AllDoors::httpPort, null, "/api/spans", Format.SPANS_JSON),
    SPANS_REST_PROTOBUF(AllDoors::httpPort, null, "/api/spans", Format.SPANS);

    final ToIntFunction<AllDoors> port;
    final @Nullable MethodDescriptor<?, ?> rpc;
    final @Nullable String path;
    final Format format;

    Door(ToIntFunction<AllDoors> port, @Nullable MethodDescriptor<?, ?> rpc, @Nullable String path, Format format) {
        this.port = port;
        this.rpc = rpc;
        this.path = path;
        this.format = format;
    }

    boolean isGrpc() {
        return rpc != null;
    }

    /** How spans are written. */
    enum Format {
        OTLP,
        OTLP_JSON,
        SPANS,
        SPANS_JSON;

        boolean isJson() {
            return this == OTLP_JSON || this == SPANS_JSON;
        }

        boolean isOtlp() {
            return this == OTLP || this == OTLP_JSON;
        }

        /** A request with a span for each name; one named "bad" has no trace id. */
        ByteString request(String... names) {
            StringBuilder otlp = new StringBuilder();
            StringBuilder spans = new StringBuilder();
            IngestSpansRequest.Builder request = IngestSpansRequest.newBuilder();
            var otlpSpans = new io.opentelemetry.proto.trace.v1.Span[names.length];
            for (int i = 0; i < names.length; i++) {
                String traceId = names[i].equals("bad") ? "" : "0102030405060708090a0b0c0d0e0f10";
                String json = (i > 0 ? "," : "") + "{\"traceId\":\"" + traceId
                        + "\",\"spanId\":\"1112131415161718\",\"name\":\"" + names[i] + "\"}";
                otlp.append(json);
                spans.append(json);
                request.addSpansBuilder()
                        .setTraceId(traceId)
                        .setSpanId("1112131415161718")
                        .setName(names[i]);
                otlpSpans[i] = com.betrace.service.otlp.OtlpRequests.small(1)
                        .setTraceId(com.betrace.service.otlp.OtlpRequests.hex(traceId))
                        .setName(names[i])
                        .build();
            }
            return switch (this) {
                case OTLP ->
                    names.length == 0
                            ? ByteString.EMPTY
                            : com.betrace.service.otlp.OtlpRequests.request(otlpSpans)
                                    .toByteString();
                case OTLP_JSON ->
                    ByteString.copyFromUtf8("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + otlp + "]}]}]}");
                case SPANS -> request.build().toByteString();
                case SPANS_JSON -> ByteString.copyFromUtf8("{\"spans\":[" + spans + "]}");
            };
        }
    }
}
