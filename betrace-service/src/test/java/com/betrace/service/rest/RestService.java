package com.betrace.service.rest;

import com.betrace.service.rest.RestTestApplication.Settings;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running REST door on a free port, and what a client does to it. */
final class RestService implements BeforeAllCallback, AfterAllCallback {

    private final HttpClient client = HttpClient.newHttpClient();
    private final DropwizardTestSupport<Settings> support;

    /** @param settings keys and values of the configuration in turn, such as {@code rest.heartbeat} and {@code 1s} */
    RestService(String... settings) {
        List<ConfigOverride> overrides = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            overrides.add(ConfigOverride.config(settings[i], settings[i + 1]));
        }
        support = new DropwizardTestSupport<>(
                RestTestApplication.class,
                "com/betrace/service/rest/test-service.yml",
                new ResourceConfigurationSourceProvider(),
                overrides.toArray(new ConfigOverride[0]));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        support.before();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        support.after();
    }

    RestTestApplication application() {
        return support.getApplication();
    }

    int port() {
        return support.getLocalPort();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path, "Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(request(path, headers)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            return retry(request, handler);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The service closes the connection of a body that it refused to read, which the client may notice late. */
    private static <T> HttpResponse<T> retry(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HttpClient.newHttpClient().send(request.build(), handler);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the service did not answer", e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Sends exactly these characters and returns all that comes back before the service closes the connection. */
    String sendRaw(String text) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
