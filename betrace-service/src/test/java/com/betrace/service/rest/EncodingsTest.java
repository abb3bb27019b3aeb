package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.Rule;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and parameters in every form that callers may choose. */
class EncodingsTest {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private static final RestClient HTTP =
            new RestClient(() -> BETRACE.endpoints().httpPort());

    @ParameterizedTest
    @ValueSource(strings = {"application/x-protobuf", "application/protobuf"})
    void protobuf_inAndOut_isTheSameApi(String type) throws IOException {
        CreateRuleRequest rule = CreateRuleRequest.newBuilder()
                .setName(type)
                .setExpression("span.status == 'ERROR'")
                .addTags(type)
                .build();

        HttpResponse<byte[]> created = HTTP.send(
                HTTP.request("/api/rules", "Content-Type", type, "Accept", type)
                        .POST(BodyPublishers.ofByteArray(rule.toByteArray())),
                BodyHandlers.ofByteArray());
        HttpResponse<byte[]> listed =
                HTTP.send(HTTP.request("/api/rules?tags=" + type, "Accept", type), BodyHandlers.ofByteArray());

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(ListRulesResponse.parseFrom(listed.body()).getRulesList())
                .containsExactly(Rule.parseFrom(created.body()));
    }

    @Test
    void json_gzippedOrWithCharset_isRead() throws IOException {
        byte[] rule =
                "{\"name\":\"zipped\",\"expression\":\"span.status == 'ERROR'\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(HTTP.send(HTTP.request("/api/rules", "Content-Type", "application/json", "Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(Gzip.of(rule))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(HTTP.send(HTTP.request("/api/rules/validate", "Content-Type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString("{\"expression\":\"span.name == 'ü'\"}")))
                        .body())
                .contains("\"valid\":true");
    }

    @Test
    void json_eitherSpellingIn_isLowerCamelCaseOutWithPlainOperators() {
        String created = HTTP.post(
                        "/api/rules", "{\"name\":\"spelling\",\"expression\":\"span.a < 1 && span.b >= 'x'\"}")
                .body();
        assertThat(created)
                .contains("\"createdAt\":\"20", "\"expression\":\"span.a < 1 && span.b >= 'x'\"", "\"version\":\"1\"");

        String span = "{\"spans\":[{\"%s\":\"xyz\",\"%s\":\"b7ad6b7169203331\"}]}";
        assertThat(HTTP.post("/api/spans", span.formatted("trace_id", "span_id"))
                        .body())
                .isEqualTo(HTTP.post("/api/spans", span.formatted("traceId", "spanId"))
                        .body())
                .contains("\"rejected\":1", "INVALID_TRACE_ID");
    }

    @Test
    void parameters_eitherSpellingAndRepeated_areRead() {
        HTTP.post(
                "/api/rules",
                "{\"name\":\"off\",\"expression\":\"span.status == 'ERROR'\",\"enabled\":false,\"tags\":[\"a b\",\"c\"]}");

        assertThat(HTTP.get("/api/rules?tags=a%20b&tags=c").body()).contains("\"totalCount\":1", "\"id\":\"off\"");
        assertThat(HTTP.get("/api/rules?tags=c&enabledOnly=true").body()).contains("\"totalCount\":0");
        assertThat(HTTP.get("/api/rules?tags=c&enabled_only=false").body()).contains("\"totalCount\":1");
        assertThat(HTTP.get(
                                "/api/violations?start_time=2026-01-01T00:00:00Z&endTime=2026-01-02T00:00:00%2B01:00&limit=5")
                        .body())
                .isEqualTo("{\"violations\":[],\"totalCount\":0,\"totalIsAtLeast\":0,\"nextPageToken\":\"\"}");
    }
}
