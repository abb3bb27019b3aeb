package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.GrpcDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends requests and waits until each is acknowledged. For one thread. */
interface Client extends AutoCloseable {

    /** False where the service has refused it for now; IllegalStateException where it should never have. */
    boolean send(byte[] body) throws IOException, InterruptedException;

    @Override
    void close();

    static Client grpc(String host, int port) {
        GrpcDoor door = new GrpcDoor(host, port);
        return new Client() {
            @Override
            public boolean send(byte[] body) throws InterruptedException {
                Answer answer = door.send(body);
                if (answer.kind() == Answer.Kind.WRONG || answer.kind() == Answer.Kind.UNREACHABLE) {
                    throw new IllegalStateException(answer.text());
                }
                return answer.kind() == Answer.Kind.ACKNOWLEDGED;
            }

            @Override
            public void close() {
                door.close();
            }
        };
    }

    static Client http(HttpClient client, URI address, String contentType) {
        return new Client() {
            private static final int OK = 200;
            private static final int UNAVAILABLE = 503;

            @Override
            public boolean send(byte[] body) throws IOException, InterruptedException {
                HttpRequest request = HttpRequest.newBuilder(address)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != OK && response.statusCode() != UNAVAILABLE) {
                    throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
                }
                return response.statusCode() == OK;
            }

            @Override
            public void close() {}
        };
    }
}
