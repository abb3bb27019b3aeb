package com.betrace.service.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, hostile or deaf, while others are served. */
class OverloadTest {

    private static final int IDLE = 500;
    private static final int TRICKLING = 100;

    /** Far fewer threads than slow clients. */
    @RegisterExtension
    static final AllDoors DOORS = new AllDoors(
            ConfigOverride.config("otlp.http.maxThreads", "8"), ConfigOverride.config("grpc.threads", "4"));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        await().untilAsserted(() -> assertThat(DOORS.engine().memory().used()).isZero());
        DOORS.engine().taken().clear();
    }

    @Test
    void d3_idleAndTricklingConnections_keepNobodyWaitingAndAreEnded() throws Exception {
        for (int i = 0; i < IDLE; i++) {
            open.add(new Socket("127.0.0.1", port(i)));
        }
        List<Socket> posts = new ArrayList<>();
        for (int i = 0; i < TRICKLING; i++) {
            if (i % 4 < 2) {
                posts.add(post(i % 4 == 0 ? DOORS.httpPort() : DOORS.otlpHttpPort(), 10_000));
            } else {
                open.add(trickling(port(i)));
            }
        }
        open.addAll(posts);

        assertServed();

        for (Socket post : posts) {
            await().until(() -> trickle(post));
            assertThat(answer(post)).contains(" 408 ", "\"code\":4", "the body came too slowly");
        }
        assertServed();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void d4_rapidReset_closesTheConnection(boolean otlpPort) throws Exception {
        try (RawHttp2 connection = new RawHttp2(otlpPort ? DOORS.otlpGrpcPort() : DOORS.grpcPort())) {
            flood(connection, stream -> {
                connection.headers(stream, RawHttp2.END_HEADERS, RawHttp2.export());
                connection.reset(stream);
            });
            connection.awaitClosed();
        }
        assertServed();
    }

    @Test
    void d4_madeYouReset_closesTheConnection() throws Exception {
        try (RawHttp2 connection = new RawHttp2(DOORS.otlpGrpcPort())) {
            flood(connection, stream -> {
                connection.headers(stream, RawHttp2.END_HEADERS, RawHttp2.export());
                connection.windowUpdate(stream, 0);
            });
            connection.awaitClosed();
        }
        assertServed();
    }

    @Test
    void d5_largeHeaders_areRefused() throws Exception {
        byte[] large = RawHttp2.export("x-large", "x".repeat(64 << 10));
        try (RawHttp2 connection = new RawHttp2(DOORS.otlpGrpcPort())) {
            connection.headers(1, RawHttp2.END_STREAM, slice(large, 0));
            try {
                for (int from = 16_000; from < large.length; from += 16_000) {
                    boolean last = from + 16_000 >= large.length;
                    connection.continuation(1, last ? RawHttp2.END_HEADERS : 0, slice(large, from));
                }
            } catch (SocketException refusedBeforeAllWasWritten) {
                assertThat(refusedBeforeAllWasWritten).hasMessageMatching("Broken pipe|Connection reset.*");
            }
            assertThat(connection.awaitRefusal()).isTrue();
        }
        for (int port : List.of(DOORS.httpPort(), DOORS.otlpHttpPort())) {
            Socket socket = new Socket("127.0.0.1", port);
            open.add(socket);
            write(socket, "POST /v1/traces HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(64 << 10) + "\r\n\r\n");
            assertThat(answer(socket)).contains(" 431 ", "\"code\":8");
        }
        assertServed();
    }

    @Test
    void d5_headersThatUnpackToMegabytes_areRefused() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawHttp2 connection = new RawHttp2(DOORS.otlpGrpcPort())) {
                connection.headers(1, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, RawHttp2.bomb(3_900, 12_000));
                assertThat(connection.awaitRefusal()).isTrue();
            }
        }
        assertServed();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void d9_clientsThatIgnoreWhenToRetry_areRefusedBeforeTheirBodyIsRead(Door door) throws Exception {
        long soft = DOORS.engine().memory().soft();
        long received = DOORS.engine().account().received();
        long requests = DOORS.engine().account().allRefused().requests();
        ByteString body = door.format.request("x".repeat(60_000));
        DOORS.engine().memory().add(soft);
        try {
            for (int i = 0; i < 50; i++) {
                Answer answer = Sender.send(DOORS, door, body, "identity", null);
                assertThat(answer.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(DOORS.engine().memory().used()).isEqualTo(soft);
            }
        } finally {
            DOORS.engine().memory().add(-soft);
        }

        assertThat(DOORS.engine().account().received()).isEqualTo(received);
        assertThat(DOORS.engine().account().allRefused().requests()).isEqualTo(requests + 50);
        assertThat(Sender.send(DOORS, door, body, "identity", null).code()).isEqualTo(Code.OK);
    }

    @Test
    void a12_lengthThatIsALie_reservesOnlyWhatComes() throws Exception {
        open.add(post(DOORS.otlpHttpPort(), 60_000));

        await().until(() -> DOORS.engine().memory().used() > 0);
        assertThat(DOORS.engine().memory().used()).isEqualTo(1 << 14);
    }

    private static void assertServed() throws Exception {
        for (Door door : Door.values()) {
            assertThat(Sender.send(DOORS, door, door.format.request("good"), "identity", null)
                            .code())
                    .isEqualTo(Code.OK);
        }
    }

    private static int port(int number) {
        return switch (number % 4) {
            case 0 -> DOORS.httpPort();
            case 1 -> DOORS.otlpHttpPort();
            case 2 -> DOORS.grpcPort();
            default -> DOORS.otlpGrpcPort();
        };
    }

    private interface Attack {
        void on(int stream) throws IOException;
    }

    /** Until the server has enough of it. */
    private static void flood(RawHttp2 connection, Attack attack) throws IOException {
        try {
            for (int stream = 1; stream < 20_000; stream += 2) {
                attack.on(stream);
            }
        } catch (SocketException closed) {
            assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
        }
    }

    /** A call whose message never comes. */
    private static RawHttp2 trickling(int port) throws IOException {
        RawHttp2 connection = new RawHttp2(port);
        connection.headers(1, RawHttp2.END_HEADERS, RawHttp2.export());
        return connection;
    }

    /** An export with the first byte of its body. */
    private static Socket post(int port, int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        write(
                socket,
                "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                        + "\r\n\r\n{");
        return socket;
    }

    /** One byte more; true once there is an answer, or nobody to send to. */
    private static boolean trickle(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().available() == 0) {
                write(socket, " ");
                return false;
            }
        } catch (SocketException closed) {
            return true;
        }
        return true;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
                if (next == '}' && answer.toString().endsWith("}") && answer.indexOf("\"details\"") > 0) {
                    break;
                }
            }
        } catch (SocketException closed) {
            answer.append(closed.getMessage());
        }
        return answer.toString();
    }

    private static byte[] slice(byte[] bytes, int from) {
        return java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 16_000));
    }
}
