package com.betrace.service.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.RuleFile;
import com.betrace.v1.Span;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoJsonReaderTest {

    private final ProtoJsonReader reader = new ProtoJsonReader();

    @Test
    void read_everyKindOfField_isWhatProtobufsOwnParserReads() throws IOException {
        String json = """
                {"spans": [{
                  "traceId": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331", "name": "GET /",
                  "startTime": "1700000000000000000", "endTime": 1700000001000000000, "durationMs": 1e3,
                  "stringAttributes": {"a": "b"}, "parentSpanId": null,
                  "attributes": {"s": "x", "n": 1.5, "i": 7, "b": true, "z": null, "l": [1, "two"], "o": {"k": {}}},
                  "otlpAttributes": [
                    {"key": "raw", "value": {"bytesValue": "AP8="}},
                    {"key": "big", "value": {"intValue": "9223372036854775807"}},
                    {"key": "nan", "value": {"doubleValue": "NaN"}},
                    {"key": "list", "value": {"arrayValue": {"values": [{"boolValue": false}, {}]}}}],
                  "events": [{"name": "e", "time": "5"}], "scope": {"name": "lib", "version": "1"}
                }]}""";
        IngestSpansRequest.Builder expected = IngestSpansRequest.newBuilder();
        JsonFormat.parser().merge(json, expected);

        assertThat(read(json, IngestSpansRequest.newBuilder())).isEqualTo(expected.build());
    }

    @Test
    void read_timesEnumsAndMaps_areWhatProtobufsOwnParserReads() throws IOException {
        String health = "{\"status\": \"HEALTHY\", \"metadata\": {\"a\": \"b\"}, \"components\": [{\"status\": 2}]}";
        HealthCheckResponse.Builder expectedHealth = HealthCheckResponse.newBuilder();
        JsonFormat.parser().merge(health, expectedHealth);
        String query = "{\"startTime\": \"2026-01-31T12:00:00.123456789+01:00\", \"limit\": 2.0}";
        ListViolationsRequest.Builder expectedQuery = ListViolationsRequest.newBuilder();
        JsonFormat.parser().merge(query, expectedQuery);

        assertThat(read(health, HealthCheckResponse.newBuilder())).isEqualTo(expectedHealth.build());
        assertThat(read(query, ListViolationsRequest.newBuilder())).isEqualTo(expectedQuery.build());
    }

    @Test
    void read_durationsAndFreeObjects_areWhatProtobufsOwnParserReads() throws IOException {
        String json = """
                {"params": {"s": "x", "n": 1.5, "i": 7, "b": true, "l": [1, "two", false], "z": null, "o": {"k": {}}},
                 "completion": {"skew": "1.000000005s"}}""";
        CreateRuleRequest.Builder expected = CreateRuleRequest.newBuilder();
        JsonFormat.parser().merge(json, expected);

        assertThat(read(json, CreateRuleRequest.newBuilder())).isEqualTo(expected.build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"5 ms\"",
                "\"0.5ns\"",
                "\"1d\"",
                "\"1h30m\"",
                "5",
                "\"1.s\"",
                "\"+1s\"",
                "\"--1s\"",
                "\"1.0000000001s\"",
                "\"999999999999s\"",
                "{}"
            })
    void read_wrongDuration_saysHowADurationIsWritten(String duration) {
        assertThat(refusal("{\"completion\": {\"skew\": " + duration + "}}", CreateRuleRequest.newBuilder()))
                .startsWith(
                        "completion.skew: expected a duration such as \"0.25s\", \"5ms\" or \"1h\" (units ns us ms s m h), got ");
    }

    @ParameterizedTest
    @CsvSource({
        "7ns, 0, 7",
        "10us, 0, 10000",
        "5ms, 0, 5000000",
        "1.5ms, 0, 1500000",
        "1.5s, 1, 500000000",
        "-0.25s, 0, -250000000",
        "5m, 300, 0",
        "0.5h, 1800, 0"
    })
    void read_durationOfTheRuleLanguage_isThatLong(String text, long seconds, int nanos) throws IOException {
        CreateRuleRequest.Builder rule = CreateRuleRequest.newBuilder();

        read("{\"completion\": {\"skew\": \"" + text + "\"}}", rule);

        assertThat(rule.getCompletion().getSkew())
                .isEqualTo(Duration.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos)
                        .build());
    }

    @Test
    void read_listValue_isWhatProtobufsOwnParserReads() throws IOException {
        String json = "{\"lists\": {\"a\": [1, \"two\", true, null, [1], {\"k\": 1}], \"b\": []}}";
        RuleFile.Builder expected = RuleFile.newBuilder();
        JsonFormat.parser().merge(json, expected);

        assertThat(read(json, RuleFile.newBuilder())).isEqualTo(expected.build());
        assertThat(refusal("{\"lists\": {\"a\": 1}}", RuleFile.newBuilder()))
                .isEqualTo("lists.a: expected a list, got 1 (line 1, column 17)");
    }

    @Test
    void read_absentAndNullOptional_staysUnset() throws IOException {
        CreateRuleRequest rule = (CreateRuleRequest) read("{\"enabled\": null}", CreateRuleRequest.newBuilder());

        assertThat(rule.hasEnabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"nam": "x"}                             | nam: is not a field of CreateRuleRequest; did you mean 'name'? (line 1, column 2)
            {"zzzzzzzz": "x"}                        | zzzzzzzz: is not a field of CreateRuleRequest (line 1, column 2)
            {"name": 5}                              | name: expected a string, got 5 (line 1, column 10)
            {"name": true}                           | name: expected a string, got true (line 1, column 10)
            {"name": {"a": 1}}                       | name: expected a string, got an object (line 1, column 10)
            {"enabled": "true"}                      | enabled: expected true or false, got "true" (line 1, column 13)
            {"enabled": 1}                           | enabled: expected true or false, got 1 (line 1, column 13)
            {"tags": "a"}                            | tags: expected a list, got "a" (line 1, column 10)
            {"tags": ["a", 2]}                       | tags[1]: expected a string, got 2 (line 1, column 16)
            {"tags": [null]}                         | tags[0]: expected a string, got null (line 1, column 11)
            {"name": "a", "name": "b"}               | name: is given twice (line 1, column 15)
            []                                       | body: expected an object, got a list (line 1, column 1)
            7                                        | body: expected an object, got 7 (line 1, column 1)
            {} {}                                    | body: expected the end of the body after the JSON object (line 1, column 4)
            """)
    void read_wrongRule_namesFieldPlaceAndExpectation(String json, String message) {
        assertThat(refusal(json, CreateRuleRequest.newBuilder())).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"spans":[{},{"startTimes":1}]}          | spans[1].startTimes: is not a field of Span; did you mean 'startTime'? (line 1, column 15)
            {"spans":[{"startTime":"x"}]}            | spans[0].startTime: expected an integer of 64 bits, got "x" (line 1, column 24)
            {"spans":[{"startTime":1.5}]}            | spans[0].startTime: expected an integer of 64 bits, got 1.5 (line 1, column 24)
            {"spans":[{"startTime":1e999999}]}       | spans[0].startTime: expected an integer of 64 bits, got 1e999999 (line 1, column 24)
            {"spans":[{"startTime":99999999999999999999}]} | spans[0].startTime: expected an integer of 64 bits, got 99999999999999999999 (line 1, column 24)
            {"spans":[{"attributes":[]}]}            | spans[0].attributes: expected an object, got a list (line 1, column 25)
            {"spans":[{"attributes":{"a":1,"a":2}}]} | spans[0].attributes.a: is given twice (line 1, column 32)
            {"spans":[{"attributes":{"a":{"b":1,"b":2}}}]} | spans[0].attributes.a.b: is given twice (line 1, column 37)
            {"spans":[{"attributes":{"a":1e999}}]}   | spans[0].attributes.a: is out of range for a number of 64 bits: 1e999 (line 1, column 30)
            {"spans":[{"stringAttributes":{"a":1}}]} | spans[0].stringAttributes.a: expected a string, got 1 (line 1, column 36)
            {"spans":[{"otlpAttributes":[{"value":{"bytesValue":"*"}}]}]} | spans[0].otlpAttributes[0].value.bytesValue: expected a base64 string, got "*" (line 1, column 53)
            {"spans":[{"otlpAttributes":[{"value":{"intValue":1,"boolValue":true}}]}]} | spans[0].otlpAttributes[0].value.boolValue: cannot be given together with 'intValue' (line 1, column 65)
            """)
    void read_wrongSpan_namesPathPlaceAndExpectation(String json, String message) {
        assertThat(refusal(json, IngestSpansRequest.newBuilder())).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"status": "HEALTY"}    | status: expected one of UNKNOWN, HEALTHY, UNHEALTHY, DEGRADED, got "HEALTY"; did you mean 'HEALTHY'? (line 1, column 12)
            {"status": 17}          | status: expected one of UNKNOWN, HEALTHY, UNHEALTHY, DEGRADED, got 17 (line 1, column 12)
            """)
    void read_unknownEnumValue_namesTheKnownOnes(String json, String message) {
        assertThat(refusal(json, HealthCheckResponse.newBuilder())).isEqualTo(message);
    }

    @Test
    void read_integerThatADoubleCannotHold_isRefused() throws IOException {
        assertThat(refusal("{\"params\": {\"id\": 9007199254740993}}", CreateRuleRequest.newBuilder()))
                .startsWith("params.id: the integer is not below 2^53 and cannot be kept exactly; give it as a string");
        CreateRuleRequest.Builder largest = CreateRuleRequest.newBuilder();
        read("{\"params\": {\"id\": 9007199254740991}}", largest);
        assertThat(largest.getParams().getFieldsOrThrow("id").getNumberValue()).isEqualTo(9_007_199_254_740_991.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "5", "\"2026-13-01T00:00:00Z\"", "{}"})
    void read_wrongTime_saysHowATimeIsWritten(String time) {
        assertThat(refusal("{\"startTime\": " + time + "}", ListViolationsRequest.newBuilder()))
                .startsWith("startTime: expected a time such as 2026-01-31T12:00:00Z, got ");
    }

    @Test
    void read_malformedJson_saysLineAndColumn() {
        assertThat(refusal("{\n  \"name\": \"x\",\n  expression\n}", CreateRuleRequest.newBuilder()))
                .startsWith("malformed JSON at line 3, column 3: Unexpected character ('e'");
        assertThat(refusal("{\"name\": \"x", CreateRuleRequest.newBuilder()))
                .startsWith("malformed JSON at line 1, column 12: Unexpected end-of-input");
        assertThat(refusal("", CreateRuleRequest.newBuilder()))
                .isEqualTo("the request body is empty, expected a JSON object of CreateRuleRequest");
    }

    @Test
    void a11_read_deepOrHugeText_isRefusedInAShortMessage() {
        String deep = "{\"spans\":[{\"attributes\":{\"a\":" + "[".repeat(100_000);
        String longText = "{\"name\": \"" + "x".repeat(2_000_000) + "\"}";
        String longName = "{\"" + "y".repeat(40_000) + "\": 1}";

        assertThat(refusal(deep, IngestSpansRequest.newBuilder()))
                .contains("nesting depth")
                .hasSizeLessThan(500);
        assertThat(refusal(longText, CreateRuleRequest.newBuilder()))
                .contains("exceeds the maximum allowed (1048576)")
                .hasSizeLessThan(500);
        assertThat(refusal(longName, CreateRuleRequest.newBuilder())).hasSizeLessThan(500);
    }

    @Test
    void read_invalidUtf8_isRefused() {
        byte[] body = "{\"name\": \"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[10] = (byte) 0xff;

        RequestException refused = catchThrowableOfType(
                RequestException.class,
                () -> reader.read(new ByteArrayInputStream(body), CreateRuleRequest.newBuilder()));

        assertThat(refused).hasMessageContaining("Invalid UTF-8");
    }

    @Test
    void read_refusedField_isAFieldViolationToo() {
        RequestException refused = catchThrowableOfType(
                RequestException.class, () -> read("{\"spans\":[{\"kid\":1}]}", IngestSpansRequest.newBuilder()));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused.fields()).singleElement().satisfies(field -> {
            assertThat(field.field()).isEqualTo("spans[0].kid");
            assertThat(field.description())
                    .startsWith("is not a field of " + Span.getDescriptor().getName());
        });
    }

    private String refusal(String json, Message.Builder into) {
        return catchThrowableOfType(RequestException.class, () -> read(json, into))
                .getMessage();
    }

    private Message read(String json, Message.Builder into) throws IOException {
        reader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), into);
        return into.build();
    }
}
