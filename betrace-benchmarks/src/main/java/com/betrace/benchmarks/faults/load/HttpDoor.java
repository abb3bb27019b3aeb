package com.betrace.benchmarks.faults.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** OTLP over HTTP in protobuf. */
public final class HttpDoor implements Door {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int QUOTA = 429;
    private static final int UNAVAILABLE = 503;
    private static final long MILLIS_PER_SECOND = 1_000;

    private final HttpClient client;
    private final URI traces;

    /** @param client shared by many; HTTP/1.1 */
    public HttpDoor(HttpClient client, String host, int port) {
        this.client = client;
        this.traces = traces(host, port);
    }

    static URI traces(String host, int port) {
        return URI.create("http://" + host + ":" + port + "/v1/traces");
    }

    @Override
    public Answer send(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(traces)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer(response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
        } catch (IOException e) {
            return Answer.unreachable(e.toString());
        }
    }

    static Answer answer(int status, Optional<String> retryAfter, byte[] body) throws InvalidProtocolBufferException {
        if (status == OK) {
            return Replies.of(ExportTraceServiceResponse.parseFrom(body));
        }
        boolean refusal = status == UNAVAILABLE || status == QUOTA;
        return refusal && retryAfter.isPresent()
                ? Answer.refused(Long.parseLong(retryAfter.get()) * MILLIS_PER_SECOND)
                : Answer.wrong("HTTP " + status + ", Retry-After " + retryAfter.orElse("missing"));
    }

    @Override
    public void close() {}
}
