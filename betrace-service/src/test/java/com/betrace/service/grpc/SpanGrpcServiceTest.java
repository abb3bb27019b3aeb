package com.betrace.service.grpc;

import static com.betrace.service.grpc.RawCalls.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.StatusCode;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.GetTraceRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.IngestSpansResponse;
import com.betrace.v1.Span;
import com.betrace.v1.SpanRejection;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.SpanServiceGrpc.SpanServiceBlockingStub;
import com.betrace.v1.Trace;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanGrpcServiceTest {

    private RunningDoor door;
    private SpanServiceBlockingStub spans;

    @BeforeEach
    void start() throws Exception {
        door = new RunningDoor();
        spans = SpanServiceGrpc.newBlockingStub(door.channel());
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    @Test
    void ingestSpans_goodSpan_reachesTheEngine() {
        IngestSpansResponse response = ingest(good().setName("GET")
                .setStartTime(5)
                .setDurationMs(2)
                .setStatus("error")
                .setService("shop")
                .putStringAttributes("a", "text")
                .putStringAttributes("b", "text")
                .putAttributes("b", Value.newBuilder().setNumberValue(7).build())
                .build());

        assertThat(response.getAccepted()).isEqualTo(1);
        assertThat(response.getRejected()).isZero();
        com.betrace.model.Span span = door.engine.only();
        assertThat(span.endNanos()).isEqualTo(2_000_005);
        assertThat(span.status()).isEqualTo(StatusCode.ERROR);
        assertThat(span.service()).isEqualTo("shop");
        assertThat(span.attributes().toMap()).isEqualTo(Map.of("a", "text", "b", 7L));
    }

    @Test
    void ingestSpans_resourceAndService_theResourceWins() {
        Span.Builder span = good().setService("shorthand");
        span.getResourceBuilder()
                .putAttributes(
                        "service.name",
                        Value.newBuilder().setStringValue("real").build());

        ingest(span.build());

        assertThat(door.engine.only().service()).isEqualTo("real");
    }

    @Test
    void ingestSpans_badSpan_isRejectedAndTheRestAccepted() {
        IngestSpansResponse response = ingest(good().setTraceId("xyz").build(), good().build());

        assertThat(response.getAccepted()).isEqualTo(1);
        assertThat(response.getRejected()).isEqualTo(1);
        assertThat(response.getErrorsList())
                .containsExactly("spans[0]: trace_id: trace id has 3 characters, expected 32 hex digits");
        SpanRejection rejection = response.getRejections(0);
        assertThat(rejection.getIndex()).isZero();
        assertThat(rejection.getTraceId()).isEqualTo("xyz");
        assertThat(rejection.getReason()).isEqualTo("INVALID_TRACE_ID");
        assertThat(door.engine.taken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace_id   | ''               | trace_id: trace id has 0 characters, expected 32 hex digits",
                "span_id    | 0000000000000000 | span_id: span id is all zero",
                "span_id    | 11121314151617zz | span_id: span id has 'z' at position 15, expected a hex digit",
                "parent     | 12               | parent_span_id: span id has 2 characters, expected 16 hex digits",
                "kind       | TIGER            | kind: is 'TIGER', expected one of [UNSPECIFIED, INTERNAL, SERVER, "
                        + "CLIENT, PRODUCER, CONSUMER]",
                "status     | BAD              | status: is 'BAD', expected one of [UNSET, OK, ERROR]",
                "start      | -1               | start_time: is -1, expected unix nanoseconds from 0 to "
                        + "9223372036854775807",
                "end        | -2               | end_time: is -2, expected unix nanoseconds from 0 to "
                        + "9223372036854775807",
                "duration   | -3               | duration_ms: is -3, expected milliseconds from 0 that end before the "
                        + "year 2262"
            })
    void ingestSpans_badField_saysWhatWasFoundAndExpected(String field, String value, String message) {
        Span.Builder span = good();
        switch (field) {
            case "trace_id" -> span.setTraceId(value);
            case "span_id" -> span.setSpanId(value);
            case "parent" -> span.setParentSpanId(value);
            case "kind" -> span.setKind(value);
            case "status" -> span.setStatus(value);
            case "start" -> span.setStartTime(Long.parseLong(value));
            case "end" -> span.setEndTime(Long.parseLong(value));
            default -> span.setDurationMs(Long.parseLong(value));
        }

        IngestSpansResponse response = ingest(span.build());

        assertThat(response.getRejections(0).getMessage()).isEqualTo(message);
        assertThat(door.engine.taken()).isEmpty();
    }

    @Test
    void ingestSpans_tooMany_isResourceExhaustedWithoutRetry() {
        IngestSpansRequest request = IngestSpansRequest.newBuilder()
                .addAllSpans(Collections.nCopies(10_001, Span.getDefaultInstance()))
                .build();

        Status status = failure(() -> spans.ingestSpans(request));

        assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED.getNumber());
        assertThat(status.getMessage()).isEqualTo("spans: has 10001 spans, expected at most 10000 in a request");
        assertThat(status.getDetailsCount()).isZero();
    }

    @Test
    void ingestSpans_engineFull_isUnavailableWithRetry() {
        door.engine.setFull(true);

        Status status = failure(() -> ingest(good().build()));

        assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
        assertThat(status.getDetails(0).is(RetryInfo.class)).isTrue();
    }

    @Test
    void getTrace_recent_isSortedByStart() {
        door.traces.add(TestSpans.trace("""
                b a shop charge 20 5
                a - shop cart 10 30
                """));

        Trace trace = spans.getTrace(GetTraceRequest.newBuilder()
                .setTraceId(TestSpans.TRACE.toString())
                .build());

        assertThat(trace.getSpansList()).extracting(Span::getName).containsExactly("cart", "charge");
        assertThat(trace.getSpans(0).getDurationMs()).isEqualTo(30);
        assertThat(trace.getClosedBy()).isEqualTo("ROOT");
        assertThat(trace.getComplete()).isTrue();
    }

    @Test
    void getTrace_parentNotSeen_isNotComplete() {
        door.traces.add(TestSpans.trace(CloseReason.IDLE, """
                a - shop cart 10 30
                c b shop charge 20 5
                """));

        Trace trace = spans.getTrace(GetTraceRequest.newBuilder()
                .setTraceId(TestSpans.TRACE.toString())
                .build());

        assertThat(trace.getClosedBy()).isEqualTo("IDLE");
        assertThat(trace.getComplete()).isFalse();
    }

    @Test
    void getTrace_unknownOrMalformed_isRefused() {
        Status unknown = failure(() -> spans.getTrace(
                GetTraceRequest.newBuilder().setTraceId("ab".repeat(16)).build()));
        Status malformed = failure(() ->
                spans.getTrace(GetTraceRequest.newBuilder().setTraceId("x").build()));

        assertThat(unknown.getCode()).isEqualTo(Code.NOT_FOUND.getNumber());
        assertThat(malformed.getCode()).isEqualTo(Code.INVALID_ARGUMENT.getNumber());
    }

    private IngestSpansResponse ingest(Span... request) {
        return spans.ingestSpans(IngestSpansRequest.newBuilder()
                .addAllSpans(java.util.List.of(request))
                .build());
    }

    private static Span.Builder good() {
        return Span.newBuilder().setTraceId("0102030405060708090a0b0c0d0e0f10").setSpanId("1112131415161718");
    }
}
