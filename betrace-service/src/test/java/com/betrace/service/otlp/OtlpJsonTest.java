package com.betrace.service.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Bytes;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {

    private static final String IDS = "'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'1112131415161718'";

    private final RecordingEngine engine = new RecordingEngine();
    private final OtlpTraces traces = new OtlpTraces(engine.intake());

    @Test
    void span_withEverything_isTheSameAsInProtobuf() throws Exception {
        var request = OtlpRequests.request(OtlpRequests.span().build());
        String json = JsonFormat.printer().printingEnumsAsInts().print(request);
        for (String id : List.of(OtlpRequests.TRACE_ID, OtlpRequests.SPAN_ID, "2122232425262728", "3132333435363738")) {
            String base64 = Bytes.copyOf(OtlpRequests.hex(id).toByteArray()).toString();
            json = json.replace(base64, id);
        }

        exportBody(ByteString.copyFromUtf8(json));
        traces.exportProtobuf(ByteBuffer.wrap(request.toByteArray()));

        assertThat(engine.taken().get(0)).isEqualTo(engine.taken().get(1));
    }

    @Test
    void resourceAndScope_behindTheirSpans_stillApply() {
        export("{'resourceSpans':[{'scopeSpans':[{'spans':[{" + IDS + "}],'scope':{'name':'late'}}],"
                + "'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'shop'}}]}}]}");

        assertThat(engine.only().service()).isEqualTo("shop");
        assertThat(engine.only().scope().name()).isEqualTo("late");
    }

    @Test
    void rejections_behindLateResources_keepTheirPosition() {
        ExportTraceServiceResponse response = export("{'resourceSpans':[{'scopeSpans':[{'spans':[{" + IDS
                + "},{}]},{'spans':[{},{" + IDS + "}]}]," + "'resource':{}}]}");

        assertThat(response.getPartialSuccess().getErrorMessage())
                .contains("span 1: ")
                .contains("span 2: ");
        assertThat(engine.taken()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'resourceSpans':[]}", "{'resourceSpans':null}", "{'resourceSpans':[{}]}"})
    void request_withoutSpans_leavesPartialSuccessUnset(String json) {
        assertThat(export(json).hasPartialSuccess()).isFalse();
    }

    @Test
    void a10_hexIds_areReadInAnyCase() {
        exportSpan(IDS.toUpperCase(Locale.ROOT).replace("TRACEID", "traceId").replace("SPANID", "spanId"));

        assertThat(engine.only().traceId()).hasToString("0102030405060708090a0b0c0d0e0f10");
    }

    @Test
    void a10_base64Id_isRejected() {
        ExportTraceServiceResponse response =
                exportSpan("'traceId':'AQIDBAUGBwgJCgsMDQ4PEA==','spanId':'ERITFBUWFxg='");

        assertThat(response.getPartialSuccess().getErrorMessage())
                .isEqualTo("span 0: traceId: trace id has 24 characters, expected 32 hex digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1544712660000000000", "'1544712660000000000'"})
    void a10_int64_isReadAsNumberAndString(String time) {
        exportSpan(
                IDS + ",'startTimeUnixNano':" + time + ",'attributes':[{'key':'n','value':{'intValue':" + time + "}}]");

        assertThat(engine.only().startNanos()).isEqualTo(1_544_712_660_000_000_000L);
        assertThat(engine.only().attributes().get("n")).isEqualTo(1_544_712_660_000_000_000L);
    }

    @Test
    void a10_enumName_isRefused() {
        assertRefused(
                span(IDS + ",'kind':'SPAN_KIND_SERVER'"),
                "at '/resourceSpans/0/scopeSpans/0/spans/0/kind' is a string, expected the number of an enum constant");
    }

    @Test
    void a10_snakeCaseAndUnknownFields_areIgnored() {
        exportSpan(IDS + ",'start_time_unix_nano':'7','flags':257,'unknown':{'a':[{'b':1}]}");

        assertThat(engine.only().startNanos()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'''NaN''', NaN",
        "'''Infinity''', Infinity",
        "'''-Infinity''', -Infinity",
        "1.5, 1.5",
        "2, 2.0",
        "'''2.5e3''', 2500.0"
    })
    void a10_doubles_areReadInEachSpelling(String json, double expected) {
        assertThat(value("'doubleValue':" + json)).isEqualTo(expected);
    }

    @Test
    void values_ofEachKind_areRead() {
        assertThat(value("'stringValue':'x'")).isEqualTo("x");
        assertThat(value("'boolValue':true")).isEqualTo(true);
        assertThat(value("'bytesValue':'AQI='")).isEqualTo(Bytes.copyOf(new byte[] {1, 2}));
        assertThat(value("'arrayValue':{'values':[{'intValue':'1'},{}]}")).isEqualTo(Arrays.asList(1L, null));
        assertThat(value("'kvlistValue':{'values':[{'key':'k','value':{'boolValue':false}}]}"))
                .isEqualTo(Map.of("k", false));
        assertThat(value("'arrayValue':{}")).isEqualTo(List.of());
    }

    @Test
    void values_beyondTheDepth_areCutAndFlagged() {
        String open = "{'arrayValue':{'values':[".repeat(9);
        String close = "]}}".repeat(9);

        exportSpan(IDS + ",'attributes':[{'key':'deep','value':" + open + "{'stringValue':'x'}" + close + "}]");

        assertThat(engine.only().truncated()).isTrue();
        assertThat(engine.only().attributes().get("deep")).hasToString("[[[[[[[[null]]]]]]]]");
    }

    @Test
    void eventsAndLinks_beyondTheLimit_areCutAndFlagged() {
        String events = String.join(",", Collections.nCopies(129, "{'name':'e'}"));

        exportSpan(IDS + ",'events':[" + events + "],'links':[{'traceId':'00','spanId':''}]");

        assertThat(engine.only().events()).hasSize(128);
        assertThat(engine.only().links()).isEmpty();
        assertThat(engine.only().truncated()).isTrue();
    }

    @Test
    void constants_ofALaterVersion_areUnspecified() {
        exportSpan(IDS + ",'kind':99,'status':{'code':99}");

        assertThat(engine.only().kind()).isEqualTo(SpanKind.UNSPECIFIED);
        assertThat(engine.only().status()).isEqualTo(StatusCode.UNSET);
        assertThat(engine.only().truncated()).isFalse();
    }

    @Test
    void link_withABadId_isCutAndFlagged() {
        exportSpan(IDS + ",'links':[{'traceId':'xyz','spanId':'1112131415161718'}]");

        assertThat(engine.only().links()).isEmpty();
        assertThat(engine.only().truncated()).isTrue();
    }

    @Test
    void a11_depth100000_isRefused() {
        assertRefused(ByteString.copyFromUtf8("{\"unknown\":" + "[".repeat(100_000)), "nesting depth");
    }

    @Test
    void a11_longString_isRefused() {
        assertRefused(span(IDS + ",'name':'" + "x".repeat(2 << 20) + "'"), "String value length");
    }

    @Test
    void a11_duplicateKey_theLastWins() {
        exportSpan(IDS + ",'name':'one','name':'two'");

        assertThat(engine.only().name()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'startTimeUnixNano':1e999999",
                "'startTimeUnixNano':-1",
                "'startTimeUnixNano':18446744073709551616",
                "'startTimeUnixNano':'0x10'",
                "'kind':99999999999",
                "'name':5",
                "'name':{}",
                "'attributes':{}",
                "'attributes':[{'key':'k','value':{'doubleValue':1e999999}}]",
                "'attributes':[{'key':'k','value':{'doubleValue':'1e999999'}}]",
                "'attributes':[{'key':'k','value':{'doubleValue':'0x1p3'}}]",
                "'attributes':[{'key':'k','value':{'intValue':9223372036854775808}}]",
                "'attributes':[{'key':'k','value':{'intValue':1.5}}]",
                "'attributes':[{'key':'k','value':{'boolValue':'true'}}]",
                "'attributes':[{'key':'k','value':{'bytesValue':'!'}}]",
                "'attributes':[{'key':'k','value':5}]"
            })
    void a11_valueOfTheWrongType_isRefusedWithItsPlace(String field) {
        assertRefused(span(IDS + "," + field), "(line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{", "[]", "5", "{} {}", "{\"resourceSpans\":[}", "{\"a\":\"\\x\"}", " "})
    void body_notJsonOfOneObject_isRefusedWithItsPlace(String body) {
        assertRefused(ByteString.copyFromUtf8(body), "(line 1, column ");
    }

    @Test
    void a5_invalidUtf8_isRefused() {
        ByteString broken = ByteString.copyFromUtf8("{\"a\":\"")
                .concat(OtlpRequests.hex("ff"))
                .concat(ByteString.copyFromUtf8("\"}"));

        assertRefused(broken, "UTF-8");
    }

    @Test
    void a1_truncatedAnywhere_isRefusedWithoutEffect() {
        ByteString whole = span(IDS + ",'name':'GET','attributes':[{'key':'k','value':{'stringValue':'é'}}]");

        for (int length = 1; length < whole.size(); length++) {
            assertRefused(whole.substring(0, length), "JSON");
        }
    }

    private Object value(String anyValue) {
        engine.taken().clear();
        exportSpan(IDS + ",'attributes':[{'key':'k','value':{" + anyValue + "}}]");
        Span span = engine.only();
        return span.attributes().get("k");
    }

    private ExportTraceServiceResponse exportSpan(String fields) {
        return exportBody(span(fields));
    }

    private ExportTraceServiceResponse export(String json) {
        return exportBody(quoted(json));
    }

    private ExportTraceServiceResponse exportBody(ByteString body) {
        return traces.exportJson(ByteBuffer.wrap(body.toByteArray()));
    }

    private static ByteString span(String fields) {
        return quoted("{'resourceSpans':[{'resource':{},'scopeSpans':[{'scope':{},'spans':[{" + fields + "}]}]}]}");
    }

    private static ByteString quoted(String json) {
        return ByteString.copyFromUtf8(json.replace('\'', '"'));
    }

    private void assertRefused(ByteString body, String message) {
        assertThatThrownBy(() -> exportBody(body))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(message);
        assertThat(engine.taken()).isEmpty();
    }
}
