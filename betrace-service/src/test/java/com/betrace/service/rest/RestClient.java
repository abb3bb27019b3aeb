package com.betrace.service.rest;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** What a client does to a port of this machine. */
final class RestClient {

    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;

    RestClient(IntSupplier port) {
        this.port = port;
    }

    int port() {
        return port.getAsInt();
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port.getAsInt() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Sends exactly these characters and returns all that comes back before the service closes the connection. */
    String sendRaw(String text) throws IOException {
        try (Socket socket = new Socket("localhost", port.getAsInt())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
