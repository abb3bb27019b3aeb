package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error of the REST door is a google.rpc.Status that tells the caller what to change. */
class BadRequestsTest {

    private static final String VALID = "{\"name\":\"r\",\"expression\":\"span.name == 'x'\"}";

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace(ConfigOverride.config("rest.maxBodySize", "64KiB"));

    private static final RestClient HTTP =
            new RestClient(() -> BETRACE.endpoints().httpPort());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | /api/rules              | {"name"                  | 400 | malformed JSON at line 1, column 8: Unexpected end-of-input
            POST   | /api/rules              | {"nam":"x"}              | 400 | nam: is not a field of CreateRuleRequest; did you mean 'name'? (line 1, column 2)
            POST   | /api/rules              | {"name":5}               | 400 | name: expected a string, got 5 (line 1, column 9)
            POST   | /api/rules              | [1]                      | 400 | body: expected an object, got a list (line 1, column 1)
            POST   | /api/rules              | ``                       | 400 | the request body is empty, expected a JSON object of CreateRuleRequest
            POST   | /api/rules?dry=1        | {}                       | 400 | dry: is not a query parameter; there are none here
            PUT    | /api/rules/a            | {"id":"b"}               | 400 | id: is 'b', but the path says 'a'
            POST   | /api/rules              | {"expression":"true"}    | 400 | name
            POST   | /api/rules              | {"name":"x"}             | 400 | expression
            POST   | /api/rules              | {"name":"x","expression":"span.status ==== 3"} | 400 | expression
            POST   | /api/rules              | {"name":"x","expression":"span.status == 'ERROR'","severity":"BAD"} | 400 | severity
            POST   | /api/rules              | {"id":"stream","name":"x","expression":"span.status == 'ERROR'"} | 400 | id
            POST   | /api/rules              | {"name":"x","expression":"span.failed","mode":"TRIAL"} | 400 | mode: is 'TRIAL', expected one of [ENFORCE, SHADOW]
            POST   | /api/rules              | {"name":"x","expression":"span.failed","onPartial":"GUESS"} | 400 | on_partial: is 'GUESS', expected one of [UNDECIDED, EVALUATE]
            POST   | /api/rules              | {"name":"x","expression":"span.failed","completion":{"localRoot":"MAYBE"}} | 400 | completion.local_root: is 'MAYBE', expected one of [COMPLETE, PARTIAL]
            POST   | /api/rules              | {"name":"x","expression":"span.failed","completion":{"skew":"5 ms"}} | 400 | completion.skew: expected a duration such as "0.25s", "5ms" or "1h" (units ns us ms s m h), got "5 ms"
            POST   | /api/rules              | {"name":"x","expression":"span.failed","completion":{"skew":"3601s"}} | 400 | completion.skew: is 3601000 ms, expected 0 to 3600000 ms
            POST   | /api/rules              | {"name":"x","expression":"span.failed","completion":{"skew":"-1s"}} | 400 | completion.skew: is -1000 ms, expected 0 to 3600000 ms
            POST   | /api/rules              | {"name":"x","expression":"span.failed","params":[1]} | 400 | params: expected an object, got a list
            POST   | /api/rules              | {"name":"x","expression":"span.failed","params":{"a":null}} | 400 | params.a: is null, expected a string, a number, true or false, or a list of them
            POST   | /api/rules              | {"name":"x","expression":"span.failed","params":{"a":{"b":1}}} | 400 | params.a: is an object, expected a string, a number, true or false, or a list of them
            POST   | /api/rules              | {"name":"x","expression":"span.failed","params":{"a":[1,[2]]}} | 400 | params.a[1]: is a list within a list, expected a string, a number
            POST   | /api/rules              | {"name":"x","expression":"span.failed","params":{"a-b":1}} | 400 | params: 'a-b' is not a name, expected 1 to 64 letters, digits and '_'
            POST   | /api/rules              | {"name":"x","expression":"span.failed","exceptions":[{"when":"span.ok","owner":"a","reason":"b"},{"when":"span.ok","owner":"a","reason":"b","expires":"31.1.2027"}]} | 400 | exceptions[1].expires: '31.1.2027' is not a day, expected YYYY-MM-DD such as 2027-01-31
            POST   | /api/rules              | {"name":"x","expression":"span.failed","exceptions":[{"when":"span.ok","owner":"a","reason":"b","expires":"2027-02-29"}]} | 400 | exceptions[0].expires: '2027-02-29' is not a day
            POST   | /api/rules              | {"name":"x","expression":"span.failed","exceptions":[{"when":"span.ok","reason":"b"}]} | 400 | exceptions[0].owner: is required
            POST   | /api/rules              | {"name":"x","expression":"span.failed","exceptions":[{"when":"hass(1)","owner":"a","reason":"b"}]} | 400 | exceptions[0].when: line 1, column 1:
            POST   | /api/rules              | {"name":"x","expression":"span.failed","message":"a ${span.name"} | 400 | message: line 1, column 3:
            POST   | /api/rules              | {"name":"x","expression":"span.failed","fingerprint":["span.service","hass(1)"]} | 400 | fingerprint[1]: line 1, column 1:
            POST   | /api/rules              | {"name":"x","expression":"span.failed","controls":[""]} | 400 | controls[0]: has 0 characters, expected 1 to 100
            POST   | /api/rules/validate     | {"expression":"span.failed","mode":"SHADOW"} | 400 | mode: is not a field of ValidateRuleRequest
            POST   | /api/rules/validate     | {"expression":"span.failed","onPartial":"x"} | 400 | on_partial: is 'x', expected one of [UNDECIDED, EVALUATE]
            GET    | /api/violations?verdict=SATISFIED | `` | 400 | verdict: is 'SATISFIED', expected one of [VIOLATED, UNDECIDED, ANY]
            GET    | /api/violations?mode=TRIAL | `` | 400 | mode: is 'TRIAL', expected one of [ENFORCE, SHADOW, ANY]
            GET    | /api/rules/none         | ``                       | 404 | rule 'none' does not exist
            GET    | /api/rules?enabledOnly=yes | ``                    | 400 | enabledOnly: is 'yes', expected true or false
            GET    | /api/rules?severty=LOW  | ``                       | 400 | severty: is not a query parameter, expected one of enabledOnly, severity, tags; did you mean 'severity'?
            GET    | /api/rules/none?x=1     | ``                       | 400 | x: is not a query parameter; there are none here
            GET    | /api/violations?limit=x | ``                       | 400 | limit: is 'x', expected an integer of 32 bits
            GET    | /api/violations?limit=1001 | ``                    | 400 | limit: is 1001, expected 1 to 1000, or 0 for 100
            GET    | /api/violations?limit=1&limit=2 | ``               | 400 | limit: is given more than once
            GET    | /api/violations?ruleId=a&rule_id=b | ``            | 400 | is given more than once
            GET    | /api/violations?startTime=today | ``               | 400 | startTime: is 'today', expected a time such as 2026-01-31T12:00:00Z
            GET    | /api/violations?severity=BAD | ``                  | 400 | severity
            GET    | /api/violations/xyz     | ``                       | 400 | id
            GET    | /api/violations/stream?severity=BAD | ``           | 400 | severity
            GET    | /api/violations/0123456789abcdef0123456789abcdef | `` | 404 | violation '0123456789abcdef0123456789abcdef' does not exist
            GET    | /api/traces/xyz         | ``                       | 400 | trace_id
            GET    | /api/traces/0123456789abcdef0123456789abcdef | ``   | 404 | recent trace '0123456789abcdef0123456789abcdef' does not exist
            POST   | /api/spans              | {"spans":[{"startTime":"x"}]} | 400 | spans[0].startTime: expected an integer of 64 bits, got "x" (line 1, column 24)
            POST   | /api/spans              | {"spans":{}}             | 400 | spans: expected a list, got an object (line 1, column 10)
            GET    | /api/nothing            | ``                       | 404 | nothing is served at GET /api/nothing
            GET    | /nothing                | ``                       | 404 | nothing is served at GET /nothing
            PATCH  | /api/rules/a            | {}                       | 405 | PATCH /api/rules/a is not served, expected DELETE, GET, OPTIONS, PUT
            DELETE | /api/spans              | ``                       | 405 | DELETE /api/spans is not served, expected OPTIONS, POST
            """)
    void request_bad_isAnsweredByAStatus(String method, String path, String body, int status, String message) {
        HttpResponse<String> response = HTTP.send(method, path, body, "Content-Type", "application/json");

        assertStatus(response, status, message);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"})
    void g11_write_ofAnotherContentType_isUnsupported(String type) {
        for (String path : new String[] {"/api/rules", "/api/rules/a/enable", "/api/spans"}) {
            assertStatus(HTTP.send("POST", path, VALID, "Content-Type", type), 415, "'" + type + "'");
        }
    }

    @Test
    void g11_yaml_isForRulesAndWhatTheyShareOnly() {
        assertStatus(
                HTTP.send("POST", "/api/spans", VALID, "Content-Type", "application/yaml"), 415, "'application/yaml'");
        assertStatus(
                HTTP.send("POST", "/api/rules", "name: [x]", "Content-Type", "application/yaml"),
                400,
                "name: expected a string, got a list");
    }

    @Test
    void g11_write_withoutContentType_isUnsupported() {
        assertStatus(HTTP.send("POST", "/api/rules", VALID, "Content-Type", "*/*"), 415, "'*/*'");
        assertStatus(
                HTTP.send("POST", "/api/rules", VALID), 415, "cannot read a body of content type (none), expected");
        assertStatus(HTTP.send("POST", "/api/rules/a/enable", ""), 404, "'a'");
    }

    @Test
    void read_inAnotherType_isNotAcceptable() {
        assertStatus(HTTP.get("/api/rules", "Accept", "image/png"), 406, "cannot answer as 'image/png', expected");
        assertStatus(HTTP.get("/api/violations/stream", "Accept", "application/json"), 406, "cannot answer as");
    }

    @Test
    void a13_body_overTheLimit_isTooLarge() {
        String large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";

        assertStatus(HTTP.post("/api/rules", large), 413, "larger than the limit of 65536 bytes");
        assertStatus(HTTP.post("/api/rules", large.repeat(100)), 413, "larger than the limit of 65536 bytes");
    }

    @Test
    void a12_body_overTheLimitWithoutLength_isTooLarge() {
        byte[] large = ("{\"name\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));

        for (String type : new String[] {"application/json", "application/x-protobuf"}) {
            assertStatus(
                    HTTP.send(HTTP.request("/api/rules", "Content-Type", type).POST(chunked)),
                    413,
                    "larger than the limit of 65536 bytes");
        }
    }

    @Test
    void a12_body_chunkedWithinTheLimit_isRead() {
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(VALID.getBytes()));

        assertThat(HTTP.send(HTTP.request("/api/rules", "Content-Type", "application/json")
                                .POST(chunked))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a7_body_overTheLimitInflated_isTooLarge() throws IOException {
        byte[] bomb = Gzip.of(("{\"name\":\"" + "x".repeat(5_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));

        assertThat(bomb.length).isLessThan(20_000);
        assertStatus(
                HTTP.send(HTTP.request("/api/rules", "Content-Type", "application/json", "Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bomb))),
                413,
                "larger than the limit");
    }

    @Test
    void a9_body_notReallyGzip_isRefused() {
        assertStatus(
                HTTP.send("POST", "/api/rules", VALID, "Content-Type", "application/json", "Content-Encoding", "gzip"),
                400,
                "could not be read");
    }

    @Test
    void a1_protobuf_truncated_isRefused() {
        assertStatus(
                HTTP.send(HTTP.request("/api/rules", "Content-Type", "application/x-protobuf")
                        .POST(BodyPublishers.ofByteArray(new byte[] {10, 5, 'a'}))),
                400,
                "not a valid protobuf CreateRuleRequest");
    }

    @Test
    void header_tooLarge_isAnsweredByAStatus() {
        assertStatus(HTTP.get("/api/rules", "X-Large", "x".repeat(10_000)), 431, "");
    }

    @Test
    void requestLine_malformed_isAnsweredByAStatus() throws IOException {
        String answer = HTTP.sendRaw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"code\":3,\"message\":\"");
    }

    @Test
    void c1_expression_invalid_isAnsweredWithItsPlaceAndACaret() throws IOException {
        HttpResponse<String> response =
                HTTP.post("/api/rules", "{\"name\":\"x\",\"expression\":\"span.status == 'ERROR' &&\\nhass('y')\"}");

        assertStatus(response, 400, "expression: line 2, column 1: ");
        assertThat(json(response.body()).path("message").asText()).endsWith("\nhass('y')\n^");
        assertThat(json(response.body()).path("details")).anySatisfy(detail -> {
            assertThat(detail.path("@type").asText()).isEqualTo("type.googleapis.com/betrace.v1.RuleIssue");
            assertThat(detail.path("line").asInt()).isEqualTo(2);
            assertThat(detail.path("column").asInt()).isEqualTo(1);
            assertThat(detail.path("code").asText()).isEqualTo("unknown-function");
            assertThat(detail.path("snippet").asText()).isEqualTo("hass('y')\n^");
        });
    }

    @Test
    void spans_tooMany_areTooLarge() {
        String many = "{\"spans\":[" + "{},".repeat(10_000) + "{}]}";

        assertStatus(HTTP.post("/api/spans", many), 413, "spans: has 10001 spans, expected at most 10000");
    }

    @Test
    void error_forWhoeverAsksForProtobuf_isProtobuf() throws IOException {
        HttpResponse<byte[]> response = HTTP.send(
                HTTP.request("/api/rules/none", "Accept", "application/x-protobuf"),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(com.google.rpc.Status.parseFrom(response.body()).getMessage())
                .isEqualTo("rule 'none' does not exist");
    }

    private static void assertStatus(HttpResponse<String> response, int http, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(http);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode body = json(response.body());
        assertThat(body.path("message").asText()).contains(message).hasSizeBetween(1, 2_000);
        assertThat(body.path("code").isInt()).isTrue();
        assertThat(body.path("details").isArray()).isTrue();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
