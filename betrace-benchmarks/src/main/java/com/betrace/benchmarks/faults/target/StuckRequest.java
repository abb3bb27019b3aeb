package com.betrace.benchmarks.faults.target;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request to the REST API whose body never ends. */
public final class StuckRequest implements AutoCloseable {

    private final Socket socket;

    private StuckRequest(Socket socket) {
        this.socket = socket;
    }

    public static StuckRequest to(Endpoints endpoints) throws IOException {
        Socket socket = new Socket(endpoints.host(), endpoints.http());
        OutputStream out = socket.getOutputStream();
        String head = "POST /api/spans HTTP/1.1\r\nHost: betrace\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"spans\": [";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return new StuckRequest(socket);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public String toString() {
        return "a request that never ends";
    }
}
