package com.betrace.service.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives OTLP metrics on loopback over both protocols and keeps them. */
final class OtlpReceiver implements AutoCloseable {

    private final List<ExportMetricsServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Server grpc;
    private final HttpServer http;

    OtlpReceiver() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        grpc = NettyServerBuilder.forAddress(anyPort)
                .addService(new MetricsService())
                .intercept(new TokenReader())
                .build()
                .start();
        http = HttpServer.create(anyPort, 0);
        http.createContext("/v1/metrics", this::receiveHttp);
        http.start();
    }

    String grpcAddress() {
        return "http://127.0.0.1:" + grpc.getPort();
    }

    String httpAddress() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    List<Metric> metrics() {
        return requests.stream()
                .flatMap(request -> request.getResourceMetricsList().stream())
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .toList();
    }

    List<ExportMetricsServiceRequest> requests() {
        return requests;
    }

    /** The x-token header of each request. */
    List<String> tokens() {
        return tokens;
    }

    @Override
    public void close() {
        grpc.shutdownNow();
        http.stop(0);
    }

    private void receiveHttp(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("x-token"));
            requests.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private final class MetricsService extends MetricsServiceGrpc.MetricsServiceImplBase {
        @Override
        public void export(ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> observer) {
            requests.add(request);
            observer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private final class TokenReader implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            tokens.add(headers.get(Metadata.Key.of("x-token", Metadata.ASCII_STRING_MARSHALLER)));
            return next.startCall(call, headers);
        }
    }
}
