package com.betrace.benchmarks.faults.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Optional;

/** OTLP over HTTP, one connection for each request, whose last byte is held back until the surge ends. */
final class SurgingDoor implements Door {

    private static final int FIRST_FAILURE = 400;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final URL traces;
    private final Surge surge;

    SurgingDoor(URL traces, Surge surge) {
        this.traces = traces;
        this.surge = surge;
    }

    @Override
    public Answer send(byte[] body) throws InterruptedException {
        try {
            HttpURLConnection connection = (HttpURLConnection) traces.openConnection();
            connection.setDoOutput(true);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Content-Type", "application/x-protobuf");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body, 0, body.length - 1);
                out.flush();
                surge.awaitEnd();
                out.write(body, body.length - 1, 1);
            }
            return answer(connection);
        } catch (IOException e) {
            return Answer.unreachable(e.toString());
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream content = status < FIRST_FAILURE ? connection.getInputStream() : connection.getErrorStream();
        byte[] body = content == null ? new byte[0] : content.readAllBytes();
        return HttpDoor.answer(status, Optional.ofNullable(connection.getHeaderField("Retry-After")), body);
    }

    @Override
    public void close() {}
}
