package com.betrace.service.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A documented {@code curl} line, carried out by the JDK's client against the service under test. */
record CurlCommand(HttpRequest request, boolean stream) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    record Answer(int status, String body) {}

    static CurlCommand parse(List<String> words, int httpPort) {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LIMIT);
        String method = "GET";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        boolean stream = false;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-N" -> stream = true;
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(":\\s*", 2);
                    request.header(header[0], header[1]);
                }
                case "-d", "--data-binary" -> body = HttpRequest.BodyPublishers.ofString(words.get(++i));
                default -> request.uri(URI.create(words.get(i).replace("localhost:12011", "localhost:" + httpPort)));
            }
        }
        return new CurlCommand(request.method(method, body).build(), stream);
    }

    /** A stream is read until its first bytes came, and closed. */
    Answer run(HttpClient client) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            byte[] body = stream ? in.readNBytes(1) : in.readAllBytes();
            return new Answer(response.statusCode(), new String(body, StandardCharsets.UTF_8));
        }
    }
}
