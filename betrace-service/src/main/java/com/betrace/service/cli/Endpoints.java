package com.betrace.service.cli;

import java.util.OptionalInt;

/**
 * Where a running service listens.
 *
 * @param httpPort REST, Swagger UI, metrics and OTLP/HTTP
 * @param grpcPort the gRPC door, which takes OTLP too
 * @param otlpGrpcPort OTLP/gRPC alone; empty where that is off
 * @param otlpHttpPort OTLP/HTTP alone; empty where that is off
 */
public record Endpoints(String host, int httpPort, int grpcPort, OptionalInt otlpGrpcPort, OptionalInt otlpHttpPort) {

    String http() {
        return "http://" + host + ":" + httpPort;
    }

    String grpc() {
        return host + ":" + grpcPort;
    }

    String otlpGrpc() {
        return host + ":" + otlpGrpcPort.orElse(grpcPort);
    }

    String otlpHttp() {
        return "http://" + host + ":" + otlpHttpPort.orElse(httpPort);
    }

    /** One line for the log; Swagger UI first, since that is where people go. */
    @Override
    public String toString() {
        return "Swagger UI " + http() + "/docs, REST " + http() + ", gRPC " + grpc() + ", OTLP/gRPC " + otlpGrpc()
                + ", OTLP/HTTP " + otlpHttp();
    }
}
