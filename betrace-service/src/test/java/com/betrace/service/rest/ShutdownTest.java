package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    void e10_stop_withAnOpenStream_endsItCleanly() throws Exception {
        RestService service = new RestService();
        RestClient http = new RestClient(service::port);
        service.beforeAll(null);
        try (InputStream stream = http.send(
                        http.request("/api/violations/stream").GET(), BodyHandlers.ofInputStream())
                .body()) {
            Thread stopping = new Thread(() -> service.afterAll(null), "stopping");
            stopping.start();

            assertThat(textUntilTheEnd(stream)).startsWith("event: heartbeat\n").endsWith("\n\n");
            stopping.join();
        }
    }

    private static String textUntilTheEnd(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
