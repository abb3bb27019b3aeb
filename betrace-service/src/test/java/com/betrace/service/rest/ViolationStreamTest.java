package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import io.dropwizard.testing.ConfigOverride;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live stream of violations, as a browser's EventSource sees it. */
class ViolationStreamTest {

    @RegisterExtension
    static final RestService service = new RestService(ConfigOverride.config("rest.heartbeat", "200ms"));

    private static final RestClient HTTP = new RestClient(service::port);

    private static long seq;

    @AfterEach
    void everyStreamIsClosed_releasesItsSubscription() {
        await().until(() -> service.application().live.subscribers() == 0);
    }

    @Test
    void stream_publishedViolations_arriveOnceEachInOrder() throws IOException {
        try (Stream stream = open("")) {
            publish(violation("slow", Severity.HIGH, "shop", "first"), Change.OPENED);
            publish(violation("slow", Severity.HIGH, "shop", "again"), Change.REVISED);
            publish(violation("slow", Severity.HIGH, "shop", "same"), Change.UNCHANGED);
            publish(violation("slow", Severity.HIGH, "shop", "again").asRetracted(), Change.RETRACTED);
            publish(violation("slow", Severity.LOW, "shop", "last"), Change.OPENED);

            Event opened = stream.next();
            assertThat(opened.name()).isEqualTo("opened");
            assertThat(opened.data())
                    .startsWith("{\"opened\":{\"id\":\"")
                    .contains("\"message\":\"first\"", "\"resumeToken\":\"" + opened.id() + "\"");
            assertThat(stream.next().name()).isEqualTo("revised");
            Event retracted = stream.next();
            assertThat(retracted.name()).isEqualTo("retracted");
            assertThat(retracted.data()).contains("\"message\":\"again\"", "\"state\":\"RETRACTED\"");
            Event last = stream.next();
            assertThat(last.data()).contains("\"message\":\"last\"");
            assertThat(last.id()).isNotEqualTo(opened.id());
        }
    }

    @Test
    void stream_withFilters_showsOnlyWhatMatches() throws IOException {
        try (Stream stream = open("?ruleId=slow&severity=high&service=shop")) {
            publish(violation("fast", Severity.HIGH, "shop", "no"), Change.OPENED);
            publish(violation("slow", Severity.LOW, "shop", "no"), Change.OPENED);
            publish(violation("slow", Severity.HIGH, "bank", "no"), Change.OPENED);
            publish(violation("slow", Severity.HIGH, "shop", "yes"), Change.OPENED);

            assertThat(stream.next().data()).contains("\"message\":\"yes\"");
        }
    }

    @Test
    void stream_quiet_carriesHeartbeats() throws IOException {
        try (Stream stream = open("")) {
            Event heartbeat = stream.nextOfAnyKind();

            assertThat(heartbeat.name()).isEqualTo("heartbeat");
            assertThat(heartbeat.id()).isEmpty();
            assertThat(heartbeat.data()).startsWith("{\"heartbeat\":{\"time\":\"20");
        }
    }

    @Test
    void stream_forAClientThatTakesGzip_isNotHeldBackByCompression() throws IOException {
        try (Stream stream = open("", "Accept-Encoding", "gzip")) {
            publish(violation("slow", Severity.HIGH, "shop", "now"), Change.OPENED);

            assertThat(stream.next().data()).contains("\"message\":\"now\"");
            assertThat(stream.response.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(stream.response.headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=utf-8");
            assertThat(stream.response.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void d6_stream_whoseClientDoesNotRead_losesTheOldestAndSaysSo() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", service.port()));
            socket.getOutputStream()
                    .write("GET /api/violations/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> service.application().live.subscribers() == 1);

            String large = "x".repeat(10_000);
            for (int i = 0; i < 5_000; i++) {
                publish(violation("slow", Severity.HIGH, "shop", large), Change.OPENED);
            }
            publish(violation("slow", Severity.HIGH, "shop", "the newest"), Change.OPENED);

            List<String> lines = linesUntil(socket.getInputStream(), "the newest");
            assertThat(lines).contains("event: gap");
            assertThat(lines.stream().filter("event: opened"::equals)).hasSizeLessThan(5_000);
        }
    }

    @Test
    void streams_several_eachGetEverything() throws IOException {
        try (Stream one = open("");
                Stream other = open("")) {
            publish(violation("slow", Severity.HIGH, "shop", "both"), Change.OPENED);

            assertThat(one.next().data()).contains("\"message\":\"both\"");
            assertThat(other.next().data()).contains("\"message\":\"both\"");
        }
    }

    private Stream open(String query, String... headers) {
        int before = service.application().live.subscribers();
        Stream stream = new Stream(HTTP.send(
                HTTP.request("/api/violations/stream" + query, headers).GET(), BodyHandlers.ofInputStream()));
        assertThat(stream.response.statusCode()).isEqualTo(200);
        assertThat(service.application().live.subscribers()).isEqualTo(before + 1);
        return stream;
    }

    private static void publish(Violation violation, Change change) {
        Violation before = change == Change.OPENED
                ? null
                : ViolationBuilder.of(violation).retracted(false).build();
        service.application().live.publish(List.of(new StoredViolation(++seq, violation, before, change)));
    }

    private static Violation violation(String rule, Severity severity, String serviceName, String message) {
        TraceId trace = new TraceId(1, seq + 1);
        return new ViolationBuilder(ViolationId.of(rule, trace, ""))
                .rule(rule, rule, 1)
                .severity(severity)
                .trace(trace)
                .span(null, serviceName, "")
                .message(message)
                .build();
    }

    private static List<String> linesUntil(InputStream in, String text) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return lines;
            }
        }
        throw new AssertionError("the stream ended before '" + text + "'");
    }

    private record Event(String name, String id, String data) {}

    private static final class Stream implements AutoCloseable {

        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        Event next() throws IOException {
            Event event = nextOfAnyKind();
            while (event.name().equals("heartbeat")) {
                event = nextOfAnyKind();
            }
            return event;
        }

        Event nextOfAnyKind() throws IOException {
            String name = "";
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return new Event(name, id, line.substring(6));
                }
            }
            throw new AssertionError("the stream ended");
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
