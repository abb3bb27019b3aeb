package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.dropwizard.util.Duration;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP/HTTP on its own port, by a real client. */
class OtlpHttpTest {

    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, java.time.Duration.ofMillis(500));
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private final RecordingEngine engine = new RecordingEngine();
    private final OtlpHttpServer server = new OtlpHttpServer(
            new InetSocketAddress("127.0.0.1", 0),
            16,
            Duration.seconds(10),
            new OtlpHttpServlet(new OtlpTraces(engine.intake()), LIMITS));
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void protobuf_plain_isAccepted() throws Exception {
        HttpResponse<byte[]> response = post(request(small(1).build()).toByteString(), PROTOBUF);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
        assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess())
                .isFalse();
        assertThat(engine.taken()).hasSize(1);
    }

    @Test
    void protobuf_gzip_isAccepted() throws Exception {
        ByteString body = GzipBodyTest.gzip(request(small(1).build()).toByteString());

        assertThat(post(body, PROTOBUF, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
        assertThat(engine.taken()).hasSize(1);
    }

    @Test
    void json_withCharset_isAcceptedAndAnsweredAsJson() throws Exception {
        HttpResponse<byte[]> response = post(
                ByteString.copyFromUtf8("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}"),
                "application/json; charset=utf-8");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(text(response)).startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"span 0");
    }

    @Test
    void a6_badSpan_isPartialSuccess() throws Exception {
        HttpResponse<byte[]> response =
                post(request(Span.getDefaultInstance(), small(1).build()).toByteString(), PROTOBUF);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ExportTraceServiceResponse.parseFrom(response.body())
                        .getPartialSuccess()
                        .getRejectedSpans())
                .isEqualTo(1);
        assertThat(engine.taken()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROTOBUF, JSON})
    void a12_emptyBody_isAccepted(String contentType) throws Exception {
        assertThat(post(ByteString.EMPTY, contentType).statusCode()).isEqualTo(200);
        assertThat(post(ByteString.EMPTY, contentType, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a1_malformedProtobuf_isAStatusInProtobuf() throws Exception {
        HttpResponse<byte[]> response = post(ByteString.copyFromUtf8("hello"), PROTOBUF);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Status.parseFrom(response.body()).getCode()).isEqualTo(Code.INVALID_ARGUMENT.getNumber());
    }

    @Test
    void a11_malformedJson_isAStatusInJson() throws Exception {
        HttpResponse<byte[]> response = post(ByteString.copyFromUtf8("{\"resourceSpans\":5}"), JSON);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("\"code\":3", "is an integer, expected an array (line 1, column 18)");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity",
        "application/grpc, identity",
        "application/x-protobuf, zstd",
        "application/x-protobuf, 'gzip, gzip'",
        "application/json, deflate"
    })
    void a12_otherMediaTypeOrEncoding_is415(String contentType, String contentEncoding) throws Exception {
        HttpResponse<byte[]> response =
                post(ByteString.copyFromUtf8("{}"), contentType, "Content-Encoding", contentEncoding);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("expected");
    }

    @Test
    void a12_noMediaType_is415() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/traces"))
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
    }

    @Test
    void a12_chunkedBody_isAccepted() throws Exception {
        byte[] body = request(small(1).build()).toByteArray();
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/traces"))
                .header("Content-Type", PROTOBUF)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThat(engine.taken()).hasSize(1);
    }

    @Test
    void a12_bodyShorterThanItsLength_hasNoEffect() throws Exception {
        byte[] body = request(small(1).build()).toByteArray();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: " + PROTOBUF + "\r\nContent-Length: "
                    + (body.length + 1) + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(" 200 ");
        }
        assertThat(engine.taken()).isEmpty();
    }

    @Test
    void a13_bodyAboveTheLimit_is413() throws Exception {
        assertTooLarge(post(ByteString.copyFrom(new byte[LIMITS.wireBytes() + 1]), PROTOBUF));
    }

    @Test
    void a13_chunkedBodyAboveTheLimit_is413() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/traces"))
                .header("Content-Type", PROTOBUF)
                .POST(BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[LIMITS.wireBytes() + 1])))
                .build();

        assertTooLarge(client.send(request, BodyHandlers.ofByteArray()));
    }

    @Test
    void a7_inflatedAboveTheLimit_is413() throws Exception {
        ByteString bomb = GzipBodyTest.gzip(ByteString.copyFrom(new byte[10 << 20]));

        assertTooLarge(post(bomb, PROTOBUF, "Content-Encoding", "gzip"));
    }

    @Test
    void a9_plainBodyCalledGzip_is400() throws Exception {
        ByteString body = request(small(1).build()).toByteString();

        assertThat(post(body, PROTOBUF, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post(GzipBodyTest.gzip(body), PROTOBUF).statusCode()).isEqualTo(400);
    }

    @Test
    void a9_doubleGzip_is400() throws Exception {
        ByteString body =
                GzipBodyTest.gzip(GzipBodyTest.gzip(request(small(1).build()).toByteString()));

        assertThat(post(body, PROTOBUF, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
    }

    @Test
    void engine_full_is503WithRetryAfter() throws Exception {
        engine.setFull(true);

        HttpResponse<byte[]> response = post(request(small(1).build()).toByteString(), PROTOBUF);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Status.parseFrom(response.body()).getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/rules", "/health", "/metrics", "/v1/metrics", "/v1/traces/x", "/v1/traces%2f"})
    void port_askedForAnythingElse_answers404AsJson(String path) throws Exception {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isIn(404, 400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(text(response)).startsWith("{\"code\":").doesNotContain("Jetty", "<");
    }

    @Test
    void headers_tooLarge_are431AsResourceExhausted() throws Exception {
        HttpResponse<byte[]> response = post(ByteString.EMPTY, JSON, "X-Large", "x".repeat(20_000));

        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(text(response)).startsWith("{\"code\":8,").endsWith("\"details\":[]}");
    }

    @Test
    void error_asJson_isPrintedAsTheRestDoorDoes() throws Exception {
        HttpResponse<byte[]> response = post(ByteString.EMPTY, "text/plain");

        assertThat(text(response)).contains("Content-Type is 'text/plain'").endsWith("\"details\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void path_askedByAnotherMethod_is405(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/traces"))
                .method(method, BodyPublishers.noBody())
                .build();

        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(text(response)).contains("expected POST");
    }

    @Test
    void e10_stopDuringARequest_letsItFinish() throws Exception {
        HeldCall held = new HeldCall(engine);
        CompletableFuture<HttpResponse<byte[]>> running = client.sendAsync(
                httpRequest(request(small(1).build()).toByteString(), PROTOBUF), BodyHandlers.ofByteArray());
        held.awaitInside();

        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> assertThatCode(server::stop).doesNotThrowAnyException());
        await().until(() -> !accepts());
        held.letGo();

        assertThat(running.join().statusCode()).isEqualTo(200);
        stopped.join();
    }

    private boolean accepts() {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            return socket.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void assertTooLarge(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(413);
        Status status = Status.parseFrom(response.body());
        assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED.getNumber());
        assertThat(status.getDetailsCount()).isZero();
    }

    private HttpResponse<byte[]> post(ByteString body, String contentType, String... headers) throws Exception {
        return client.send(httpRequest(body, contentType, headers), BodyHandlers.ofByteArray());
    }

    private HttpRequest httpRequest(ByteString body, String contentType, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/traces"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
