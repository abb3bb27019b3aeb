package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.target.Endpoints;
import com.betrace.model.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** A way for spans into the service. */
enum Transport {
    OTLP_GRPC("OTLP/gRPC") {
        @Override
        byte[] encode(List<Span> spans) {
            return OtlpEncoder.protobuf(spans);
        }

        @Override
        Client connect(Endpoints service, HttpClient client) {
            return Client.grpc(service.host(), service.otlpGrpc());
        }
    },
    OTLP_HTTP("OTLP/HTTP protobuf") {
        @Override
        byte[] encode(List<Span> spans) {
            return OtlpEncoder.protobuf(spans);
        }

        @Override
        Client connect(Endpoints service, HttpClient client) {
            return Client.http(client, uri(service.host(), service.otlpHttp(), "/v1/traces"), "application/x-protobuf");
        }
    },
    OTLP_JSON("OTLP/HTTP JSON") {
        @Override
        byte[] encode(List<Span> spans) {
            return JsonEncoder.otlp(spans);
        }

        @Override
        Client connect(Endpoints service, HttpClient client) {
            return Client.http(client, uri(service.host(), service.otlpHttp(), "/v1/traces"), "application/json");
        }
    },
    REST("POST /api/spans") {
        @Override
        byte[] encode(List<Span> spans) {
            return JsonEncoder.spanService(spans);
        }

        @Override
        Client connect(Endpoints service, HttpClient client) {
            return Client.http(client, uri(service.host(), service.http(), "/api/spans"), "application/json");
        }
    };

    private final String title;

    Transport(String title) {
        this.title = title;
    }

    /** One request. */
    abstract byte[] encode(List<Span> spans);

    /** A connection for one thread. */
    abstract Client connect(Endpoints service, HttpClient client);

    private static URI uri(String host, int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    @Override
    public String toString() {
        return title;
    }
}
