package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.IngestSpansResponse;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Rule;
import com.betrace.v1.Span;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.Violation;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.Test;

/** Clients built before this API existed: their bytes, written field by field, mean the same as ever. */
class PredecessorWireTest {

    private static final WireBytes TIME =
            new WireBytes().varint(1, 1_700_000_000L).varint(2, 5);
    private static final Timestamp TIMESTAMP =
            Timestamp.newBuilder().setSeconds(1_700_000_000L).setNanos(5).build();

    @Test
    void rule() throws Exception {
        WireBytes bytes = new WireBytes()
                .text(1, "errors")
                .text(2, "Errors")
                .text(3, "finds errors")
                .text(4, "true")
                .varint(5, 1)
                .text(6, "HIGH")
                .text(7, "a")
                .text(7, "b")
                .message(8, TIME)
                .message(9, TIME);

        assertMeans(
                bytes,
                Rule.newBuilder()
                        .setId("errors")
                        .setName("Errors")
                        .setDescription("finds errors")
                        .setExpression("true")
                        .setEnabled(true)
                        .setSeverity("HIGH")
                        .addTags("a")
                        .addTags("b")
                        .setCreatedAt(TIMESTAMP)
                        .setUpdatedAt(TIMESTAMP));
    }

    @Test
    void createRuleRequest() throws Exception {
        WireBytes bytes = new WireBytes()
                .text(1, "Errors")
                .text(2, "finds errors")
                .text(3, "true")
                .varint(4, 1)
                .text(5, "LOW")
                .text(6, "a");

        assertMeans(
                bytes,
                CreateRuleRequest.newBuilder()
                        .setName("Errors")
                        .setDescription("finds errors")
                        .setExpression("true")
                        .setEnabled(true)
                        .setSeverity("LOW")
                        .addTags("a"));
    }

    @Test
    void updateRuleRequest() throws Exception {
        WireBytes bytes = new WireBytes()
                .text(1, "errors")
                .text(2, "Errors")
                .text(3, "finds errors")
                .text(4, "true")
                .varint(5, 1)
                .text(6, "LOW")
                .text(7, "a");

        assertMeans(
                bytes,
                UpdateRuleRequest.newBuilder()
                        .setId("errors")
                        .setName("Errors")
                        .setDescription("finds errors")
                        .setExpression("true")
                        .setEnabled(true)
                        .setSeverity("LOW")
                        .addTags("a"));
    }

    @Test
    void listRules() throws Exception {
        assertMeans(
                new WireBytes().varint(1, 1).text(2, "LOW").text(3, "a"),
                ListRulesRequest.newBuilder()
                        .setEnabledOnly(true)
                        .setSeverity("LOW")
                        .addTags("a"));
        assertMeans(
                new WireBytes().message(1, new WireBytes().text(1, "errors")).varint(2, 7),
                ListRulesResponse.newBuilder()
                        .addRules(Rule.newBuilder().setId("errors"))
                        .setTotalCount(7));
    }

    @Test
    void deleteRuleResponse() throws Exception {
        assertMeans(
                new WireBytes().varint(1, 1), DeleteRuleResponse.newBuilder().setSuccess(true));
    }

    @Test
    void violation() throws Exception {
        WireBytes bytes = new WireBytes()
                .text(1, "v1")
                .text(2, "errors")
                .text(3, "Errors")
                .text(4, "ab")
                .text(5, "cd")
                .message(6, TIME)
                .text(7, "HIGH")
                .text(8, "broke")
                .message(9, new WireBytes().text(1, "service").text(2, "shop"));

        assertMeans(
                bytes,
                Violation.newBuilder()
                        .setId("v1")
                        .setRuleId("errors")
                        .setRuleName("Errors")
                        .setTraceId("ab")
                        .setSpanId("cd")
                        .setTimestamp(TIMESTAMP)
                        .setSeverity("HIGH")
                        .setMessage("broke")
                        .putContext("service", "shop"));
    }

    @Test
    void listViolations() throws Exception {
        assertMeans(
                new WireBytes()
                        .text(1, "errors")
                        .text(2, "ab")
                        .message(3, TIME)
                        .message(4, TIME)
                        .varint(5, 20),
                ListViolationsRequest.newBuilder()
                        .setRuleId("errors")
                        .setTraceId("ab")
                        .setStartTime(TIMESTAMP)
                        .setEndTime(TIMESTAMP)
                        .setLimit(20));
        assertMeans(
                new WireBytes().message(1, new WireBytes().text(1, "v1")).varint(2, 7),
                ListViolationsResponse.newBuilder()
                        .addViolations(Violation.newBuilder().setId("v1"))
                        .setTotalCount(7));
    }

    @Test
    void ingestSpans() throws Exception {
        WireBytes span = new WireBytes()
                .text(1, "ab")
                .text(2, "cd")
                .text(3, "ef")
                .text(4, "GET /")
                .varint(5, 1_700_000_000_000_000_000L)
                .varint(6, 1_700_000_000_500_000_000L)
                .varint(7, 500)
                .message(8, new WireBytes().text(1, "http.method").text(2, "GET"))
                .text(9, "ERROR");

        assertMeans(
                new WireBytes().message(1, span),
                IngestSpansRequest.newBuilder()
                        .addSpans(Span.newBuilder()
                                .setTraceId("ab")
                                .setSpanId("cd")
                                .setParentSpanId("ef")
                                .setName("GET /")
                                .setStartTime(1_700_000_000_000_000_000L)
                                .setEndTime(1_700_000_000_500_000_000L)
                                .setDurationMs(500)
                                .putStringAttributes("http.method", "GET")
                                .setStatus("ERROR")));
        assertMeans(
                new WireBytes().varint(1, 3).varint(2, 1).text(3, "bad id"),
                IngestSpansResponse.newBuilder().setAccepted(3).setRejected(1).addErrors("bad id"));
    }

    @Test
    void healthCheck() throws Exception {
        assertMeans(new WireBytes(), HealthCheckRequest.newBuilder());
        assertMeans(
                new WireBytes()
                        .varint(1, 2)
                        .text(2, "1.0")
                        .varint(3, 60)
                        .message(4, new WireBytes().text(1, "os").text(2, "linux")),
                HealthCheckResponse.newBuilder()
                        .setStatus(HealthCheckResponse.Status.UNHEALTHY)
                        .setVersion("1.0")
                        .setUptimeSeconds(60)
                        .putMetadata("os", "linux"));
    }

    private static void assertMeans(WireBytes bytes, Message.Builder expected) throws Exception {
        Message message = expected.build();
        assertThat(message.getParserForType().parseFrom(bytes.toByteArray())).isEqualTo(message);
        assertThat(message.getUnknownFields().asMap()).isEmpty();
    }
}
