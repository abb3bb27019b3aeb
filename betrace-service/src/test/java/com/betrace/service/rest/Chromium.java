package com.betrace.service.rest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven over the DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final String ENDPOINT = "DevTools listening on ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Path profile;
    private final Process process;
    private final WebSocket page;

    private Chromium(Path binary) throws IOException {
        profile = Files.createTempDirectory("betrace-chromium");
        process = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,1600",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        page = http.newWebSocketBuilder()
                .buildAsync(pageEndpoint(), new Listener())
                .join();
    }

    /** The installed browser; the variable BETRACE_CHROMIUM names one that is not on the PATH. */
    static Optional<Path> binary() {
        String named = System.getenv("BETRACE_CHROMIUM");
        Stream<Path> candidates = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(directory, name)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path binary) throws IOException {
        return new Chromium(binary);
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of a JavaScript expression. */
    JsonNode eval(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    void awaitTrue(String expression) {
        await().atMost(PATIENCE).until(() -> eval(expression).asBoolean());
    }

    /** Waits for the element and clicks it. */
    void click(String selector) {
        awaitTrue("document.querySelector('%s') !== null".formatted(selector));
        eval("document.querySelector('%s').click()".formatted(selector));
    }

    String text(String selector) {
        awaitTrue("document.querySelector('%s') !== null".formatted(selector));
        return eval("document.querySelector('%s').innerText".formatted(selector))
                .asText();
    }

    void screenshot(Path file) throws IOException {
        String data = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asText();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        page.abort();
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        }
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode call = json.createObjectNode().put("id", id).put("method", method);
        call.set("params", json.valueToTree(parameters));
        page.sendText(call.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private URI pageEndpoint() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ENDPOINT)) {
                Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                return firstPage(URI.create(line.substring(ENDPOINT.length())));
            }
        }
        throw new IOException("Chromium ended before it listened, with exit code "
                + process.onExit().join());
    }

    private URI firstPage(URI browser) throws IOException {
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        return await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            JsonNode targets = json.readTree(
                                    http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                                            .body());
                            return targets.findValuesAsText("webSocketDebuggerUrl");
                        },
                        (List<String> pages) -> !pages.isEmpty())
                .stream()
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                answered(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void answered(String text) {
            try {
                JsonNode answer = json.readTree(text);
                CompletableFuture<JsonNode> waiting =
                        answers.remove(answer.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(answer.path("result"));
                }
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }
}
