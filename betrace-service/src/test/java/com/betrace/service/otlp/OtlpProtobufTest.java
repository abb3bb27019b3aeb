package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.attribute;
import static com.betrace.service.otlp.OtlpRequests.hex;
import static com.betrace.service.otlp.OtlpRequests.nested;
import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static com.betrace.service.otlp.OtlpRequests.span;
import static com.betrace.service.otlp.OtlpRequests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpProtobufTest {

    private final RecordingEngine engine = new RecordingEngine();
    private final OtlpTraces traces = new OtlpTraces(engine.intake());

    @Test
    void span_withEverything_isReadWhole() {
        export(request(span().build()).toByteString());

        com.betrace.model.Span span = engine.only();
        assertThat(span.traceId()).isEqualTo(TraceId.parse(OtlpRequests.TRACE_ID));
        assertThat(span.spanId()).isEqualTo(SpanId.parse(OtlpRequests.SPAN_ID));
        assertThat(span.parentSpanId()).isEqualTo(SpanId.parse("2122232425262728"));
        assertThat(span.name()).isEqualTo("GET /cart");
        assertThat(span.kind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.status()).isEqualTo(StatusCode.ERROR);
        assertThat(span.statusMessage()).isEqualTo("boom");
        assertThat(span.startNanos()).isEqualTo(1_000);
        assertThat(span.endNanos()).isEqualTo(3_000);
        assertThat(span.attributes().toMap())
                .isEqualTo(Map.of("http.route", "/cart", "retries", 3L, "nested", List.of(Map.of("k", "deep"))));
        assertThat(span.events().get(0).attributes().get("exception.type")).isEqualTo("IOException");
        assertThat(span.links()).extracting(SpanLink::spanId).containsExactly(SpanId.parse("3132333435363738"));
        assertThat(span.service()).isEqualTo("checkout");
        assertThat(span.scope().version()).isEqualTo("1.2");
        assertThat(span.truncated()).isFalse();
    }

    @Test
    void spans_ofOneScope_shareResourceAndScope() {
        export(request(small(1).build(), small(2).build()).toByteString());

        assertThat(engine.taken().get(0).resource())
                .isSameAs(engine.taken().get(1).resource());
        assertThat(engine.taken().get(0).scope()).isSameAs(engine.taken().get(1).scope());
    }

    @Test
    void request_empty_leavesPartialSuccessUnset() {
        assertThat(export(ByteString.EMPTY).hasPartialSuccess()).isFalse();
    }

    @Test
    void a1_truncatedAnywhere_isRefusedWithoutEffect() {
        ByteString whole = request(span().build()).toByteString();

        for (int length = 1; length < whole.size(); length++) {
            ByteString truncated = whole.substring(0, length);
            assertRefused(truncated);
        }

        assertThat(engine.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffffffffff01", // a varint of more than 10 bytes
                "0a7f", // a length beyond the end
                "0affffffffffffffffff01", // a negative length
                "0c", // the end of a group that did not begin
                "07", // wire type 7
                "00", // field number 0
                "0a0212ff" // inside a nested message
            })
    void a2_malformedWire_isRefused(String bytes) {
        assertRefused(hex(bytes));
    }

    @Test
    void a3_nestedGroups_areRefusedWithoutOverflow() {
        assertRefused(ByteString.copyFrom(Collections.nCopies(10_000, hex("0b"))));
        assertRefused(request(Span.newBuilder()
                        .mergeUnknownFields(UnknownFieldSet.getDefaultInstance())
                        .build())
                .toByteString()
                .concat(ByteString.copyFrom(Collections.nCopies(10_000, hex("1b")))));
    }

    @Test
    void a3_anyValueDepth1000_isRefusedWithoutOverflow() throws IOException {
        ByteString value = text("deep").toByteString();
        for (int depth = 0; depth < 1_000; depth++) {
            value = lengthDelimited(5, lengthDelimited(1, value));
        }
        ByteString attribute = lengthDelimited(9, lengthDelimited(2, value));
        ByteString span = small(1).build().toByteString().concat(attribute);

        assertRefused(lengthDelimited(1, lengthDelimited(2, lengthDelimited(2, span))));
    }

    @Test
    void a3_anyValueBeyondTheLimit_isCutAndFlagged() {
        Span deep = small(1).addAttributes(attribute("fits", nested(8)))
                .addAttributes(attribute("deep", nested(9)))
                .build();

        export(request(deep).toByteString());

        assertThat(engine.only().truncated()).isTrue();
        assertThat(engine.only().attributes().get("fits").toString()).contains("deep");
        assertThat(engine.only().attributes().get("deep").toString()).doesNotContain("deep");
    }

    @Test
    void a4_fieldsInAnotherOrder_areTheSame() throws IOException {
        ExportTraceServiceRequest request = request(span().build());
        ResourceSpans group = request.getResourceSpans(0);
        ScopeSpans scopeSpans = group.getScopeSpans(0);
        ByteString spans = lengthDelimited(2, scopeSpans.getSpans(0).toByteString());
        ByteString scope = lengthDelimited(1, scopeSpans.getScope().toByteString());
        ByteString unknown = lengthDelimited(77, ByteString.copyFromUtf8("?"));
        ByteString resource = lengthDelimited(1, group.getResource().toByteString());
        ByteString reordered = lengthDelimited(
                1, lengthDelimited(2, spans.concat(unknown).concat(scope)).concat(resource));

        export(reordered);
        export(request.toByteString());

        assertThat(engine.taken().get(0)).isEqualTo(engine.taken().get(1));
    }

    @Test
    void a4_repeatedResource_isMerged() throws IOException {
        ByteString one = Resource.newBuilder()
                .addAttributes(attribute("a", text("1")))
                .build()
                .toByteString();
        ByteString other = Resource.newBuilder()
                .addAttributes(attribute("b", text("2")))
                .build()
                .toByteString();
        ByteString spans =
                lengthDelimited(2, lengthDelimited(2, small(1).build().toByteString()));

        export(lengthDelimited(1, lengthDelimited(1, one).concat(spans).concat(lengthDelimited(1, other))));

        assertThat(engine.only().resource().attributes().toMap()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void a5_invalidUtf8_isRefused() throws IOException {
        ByteString name = lengthDelimited(5, hex("ff"));
        ByteString span = small(1).build().toByteString().concat(name);

        assertRefused(lengthDelimited(1, lengthDelimited(2, lengthDelimited(2, span))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 15, 17, 32})
    void a6_traceIdOfOtherLength_isRejectedAndTheRestAccepted(int bytes) {
        Span bad = small(1).setTraceId(filled(bytes)).build();

        ExportTraceServiceResponse response =
                export(request(bad, small(2).build()).toByteString());

        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage())
                .isEqualTo("span 0: trace_id: trace id has " + bytes + " bytes, expected 16");
        assertThat(engine.taken()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9, 16})
    void a6_spanIdOfOtherLength_isRejectedAndTheRestAccepted(int bytes) {
        Span bad = small(1).setSpanId(filled(bytes)).build();

        ExportTraceServiceResponse response =
                export(request(small(2).build(), bad).toByteString());

        assertThat(response.getPartialSuccess().getErrorMessage())
                .isEqualTo("span 1: span_id: span id has " + bytes + " bytes, expected 8");
        assertThat(engine.taken()).hasSize(1);
    }

    @Test
    void a6_idsOfZeros_areRejectedAndAParentOfZerosIsNone() {
        Span zeroTrace = small(1).setTraceId(ByteString.copyFrom(new byte[16])).build();
        Span zeroSpan = small(1).setSpanId(ByteString.copyFrom(new byte[8])).build();
        Span root = small(1).setParentSpanId(ByteString.copyFrom(new byte[8])).build();
        Span oddParent = small(1).setParentSpanId(filled(7)).build();

        ExportTraceServiceResponse response =
                export(request(zeroTrace, zeroSpan, root, oddParent).toByteString());

        assertThat(response.getPartialSuccess().getErrorMessage())
                .isEqualTo("span 0: trace_id: trace id is all zero; span 1: span_id: span id is all zero; "
                        + "span 3: parent_span_id: span id has 7 bytes, expected 8");
        assertThat(engine.only().parentSpanId()).isNull();
    }

    @Test
    void rejections_many_areCountedAndTheFirstDescribed() {
        Span[] bad = Collections.nCopies(8, Span.getDefaultInstance()).toArray(Span[]::new);

        var partial = export(request(bad).toByteString()).getPartialSuccess();

        assertThat(partial.getRejectedSpans()).isEqualTo(8);
        assertThat(partial.getErrorMessage()).contains("span 4:").endsWith("; and 3 more");
    }

    @Test
    void times_beyondTheRange_areRejected() {
        Span time = small(1).setEndTimeUnixNano(-1).build();

        var partial = export(request(time).toByteString()).getPartialSuccess();

        assertThat(partial.getErrorMessage()).contains("end_time_unix_nano: is 18446744073709551615, expected");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6, Integer.MAX_VALUE})
    void constants_ofALaterVersion_areUnspecified(int number) {
        Span later = small(1).setKindValue(number)
                .setStatus(Status.newBuilder().setCodeValue(number))
                .build();

        export(request(later).toByteString());

        assertThat(engine.only().kind()).isEqualTo(SpanKind.UNSPECIFIED);
        assertThat(engine.only().status()).isEqualTo(StatusCode.UNSET);
        assertThat(engine.only().truncated()).isFalse();
    }

    @Test
    void link_withABadId_isCutAndFlagged() {
        Span span = span().addLinks(
                        Span.Link.newBuilder().setTraceId(filled(16)).setSpanId(filled(7)))
                .build();

        export(request(span).toByteString());

        assertThat(engine.only().links())
                .extracting(SpanLink::spanId)
                .containsExactly(SpanId.parse("3132333435363738"));
        assertThat(engine.only().truncated()).isTrue();
    }

    @Test
    void link_toNothing_isLeftOut() {
        Span span =
                small(1).addLinks(Span.Link.newBuilder().setTraceId(filled(0))).build();

        export(request(span).toByteString());

        assertThat(engine.only().links()).isEmpty();
        assertThat(engine.only().truncated()).isFalse();
    }

    @Test
    void a14_100000Attributes_areCutTo128AndFlagged() {
        Span.Builder span = small(1);
        for (int i = 0; i < 100_000; i++) {
            span.addAttributes(attribute("key" + i, text("v")));
        }

        export(request(span.build()).toByteString());

        assertThat(engine.only().attributes().size()).isEqualTo(128);
        assertThat(engine.only().truncated()).isTrue();
    }

    @Test
    void a14_attributeOf1MiB_isCutAndFlagged() {
        Span span = small(1).addAttributes(attribute("big", text("€".repeat(1 << 20))))
                .build();

        export(request(span).toByteString());

        assertThat(engine.only().attributes().get("big")).isEqualTo("€".repeat(16_384));
        assertThat(engine.only().truncated()).isTrue();
    }

    @Test
    void a4_valueOfSeveralKinds_isTheLast() {
        AnyValue list = AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addValues(text("1")))
                .build();
        ByteString listThenText = list.toByteString().concat(text("2").toByteString());
        ByteString textThenList = text("2").toByteString().concat(list.toByteString());
        export(spanWithValue(listThenText));
        export(spanWithValue(textThenList));
        export(spanWithValue(textThenList.concat(textThenList)));

        assertThat(engine.taken())
                .extracting(span -> span.attributes().get("k"))
                .containsExactly("2", List.of("1"), List.of("1"));
    }

    private static ByteString spanWithValue(ByteString value) {
        try {
            ByteString key = lengthDelimited(1, ByteString.copyFromUtf8("k"));
            ByteString attribute = lengthDelimited(9, key.concat(lengthDelimited(2, value)));
            ByteString span = small(1).build().toByteString().concat(attribute);
            return lengthDelimited(1, lengthDelimited(2, lengthDelimited(2, span)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void engine_full_refusesTheWholeRequestAsRetryable() {
        engine.setFull(true);

        assertThatThrownBy(() -> export(request(small(1).build()).toByteString()))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private ExportTraceServiceResponse export(ByteString body) {
        return traces.exportProtobuf(ByteBuffer.wrap(body.toByteArray()));
    }

    private void assertRefused(ByteString body) {
        assertThatThrownBy(() -> export(body))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        assertThat(engine.taken()).isEmpty();
    }

    private static ByteString filled(int bytes) {
        return ByteString.copyFrom(Collections.nCopies(bytes, hex("ab")));
    }

    private static ByteString lengthDelimited(int field, ByteString content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(field, content);
        out.flush();
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
