package com.betrace.service.doors;

import static com.google.rpc.Code.INVALID_ARGUMENT;
import static com.google.rpc.Code.OK;
import static com.google.rpc.Code.RESOURCE_EXHAUSTED;
import static com.google.rpc.Code.UNAVAILABLE;
import static com.google.rpc.Code.UNIMPLEMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.pipeline.Offer;
import com.betrace.service.doors.Door.Format;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What senders of spans hear, by situation, through every door. */
class ResponseContractTest {

    @RegisterExtension
    static final AllDoors DOORS = new AllDoors();

    private static final int ABOVE_THE_LIMIT = 70_000;

    /** One row: the situation, and its answer over gRPC and over HTTP. */
    private enum Row {
        GOOD_SPANS(format -> format.request("good"), OK, 200, ""),
        NO_SPANS(Format::request, OK, 200, ""),
        SOME_BAD_SPANS(format -> format.request("good", "bad"), OK, 200, ""),
        UNDECODABLE(format -> ByteString.copyFromUtf8("hello"), INVALID_ARGUMENT, 400, ""),
        TOO_LARGE(format -> format.request("x".repeat(ABOVE_THE_LIMIT)), RESOURCE_EXHAUSTED, 413, ""),
        TOO_LARGE_INFLATED(
                "gzip", null, format -> format.request("x".repeat(ABOVE_THE_LIMIT)), RESOURCE_EXHAUSTED, 413),
        UNKNOWN_ENCODING("zstd", null, format -> format.request("good"), UNIMPLEMENTED, 415),
        UNKNOWN_MEDIA_TYPE("identity", "text/plain", format -> format.request("good"), null, 415),
        QUEUE_FULL(Offer.QUEUE_FULL, "the queues of the engine are full"),
        MEMORY(Offer.MEMORY, "the memory for spans is used up ("),
        MEMORY_BEFORE_READING(Offer.TAKEN, "the memory for spans is used up (80"),
        JOURNAL_FULL(Offer.LOG_FULL, "the journal has reached its size"),
        JOURNAL_FAILED(Offer.LOG_FAILED, "the journal cannot be written"),
        STOPPING(Offer.STOPPING, "the service is stopping");

        final String encoding;
        final String mediaType;
        final Function<Format, ByteString> body;
        final Code grpc;
        final int http;
        final Offer offer;
        final String cause;

        Row(Function<Format, ByteString> body, Code grpc, int http, String cause) {
            this("identity", null, body, grpc, http, Offer.TAKEN, cause);
        }

        Row(String encoding, String mediaType, Function<Format, ByteString> body, Code grpc, int http) {
            this(encoding, mediaType, body, grpc, http, Offer.TAKEN, "");
        }

        Row(Offer offer, String cause) {
            this("identity", null, format -> format.request("good"), UNAVAILABLE, 503, offer, cause);
        }

        Row(
                String encoding,
                String mediaType,
                Function<Format, ByteString> body,
                Code grpc,
                int http,
                Offer offer,
                String cause) {
            this.encoding = encoding;
            this.mediaType = mediaType;
            this.body = body;
            this.grpc = grpc;
            this.http = http;
            this.offer = offer;
            this.cause = cause;
        }
    }

    @AfterEach
    void reset() {
        DOORS.engine().refuse(Offer.TAKEN);
        DOORS.engine().taken().clear();
    }

    static Stream<Arguments> table() {
        return Arrays.stream(Row.values())
                .flatMap(row -> Arrays.stream(Door.values())
                        .filter(door -> row != Row.UNKNOWN_MEDIA_TYPE || !door.isGrpc())
                        .map(door -> Arguments.of(row, door)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("table")
    void answer_isThatOfTheTable(Row row, Door door) throws Exception {
        DOORS.engine().refuse(row.offer);
        long used = row == Row.MEMORY_BEFORE_READING ? DOORS.engine().memory().soft() : 0;
        DOORS.engine().memory().add(used);

        Answer answer = Sender.send(DOORS, door, row.body.apply(door.format), row.encoding, row.mediaType);

        if (door.isGrpc()) {
            assertThat(answer.code()).as(answer.message()).isEqualTo(row.grpc);
        } else {
            assertThat(answer.http()).as(answer.message()).isEqualTo(row.http);
        }
        assertThat(answer.retryAfter()).isEqualTo(row.http == 503 ? 1L : null);
        assertThat(answer.badRequest()).isEqualTo(row == Row.UNDECODABLE);
        assertThat(answer.message()).contains(row.cause);
        assertThat(answer.partial()).isEqualTo(row == Row.SOME_BAD_SPANS ? 1 : -1);
        assertThat(DOORS.engine().taken()).hasSize(row == Row.GOOD_SPANS || row == Row.SOME_BAD_SPANS ? 1 : 0);
        DOORS.engine().memory().add(-used);
        await().untilAsserted(() -> assertThat(DOORS.engine().memory().used()).isZero());
    }
}
