package com.betrace.service.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    private static final TraceId A = new TraceId(0, 1);
    private static final TraceId B = new TraceId(-1, Long.MIN_VALUE);

    @Property(tries = 500)
    void decoded_spans_areTheEncodedOnesWithTheirFlags(@ForAll long seed, @ForAll @IntRange(max = 20) int count) {
        List<Span> spans = new RandomSpans(seed).request(List.of(A, B), count);

        List<Span> decoded = EntryCodec.decode(EntryCodec.encode(spans));

        assertThat(decoded).isEqualTo(spans);
        assertSame(decoded, spans, Span::endClamped);
        assertSame(decoded, spans, Span::truncated);
        assertSame(decoded, spans, span -> rawDoubles(span.attributes()));
        assertSame(
                decoded,
                spans,
                span -> span.attributes().toMap().keySet().stream().toList());
    }

    @Property(tries = 200)
    void decoded_spans_shareWhatTheEncodedOnesShared(@ForAll long seed) {
        List<Span> spans = new RandomSpans(seed).request(List.of(A, B), 10);

        List<Span> decoded = EntryCodec.decode(EntryCodec.encode(spans));

        for (int i = 1; i < spans.size(); i++) {
            assertThat(decoded.get(i).resource() == decoded.get(i - 1).resource())
                    .isEqualTo(spans.get(i).resource() == spans.get(i - 1).resource());
            assertThat(decoded.get(i).scope() == decoded.get(i - 1).scope())
                    .isEqualTo(spans.get(i).scope() == spans.get(i - 1).scope());
        }
    }

    @Property(tries = 300)
    void decode_cutOffPayload_isAnErrorAndNothingElse(@ForAll long seed) {
        byte[] payload = EntryCodec.encode(new RandomSpans(seed).request(List.of(A, B), 5));
        int end = (int) Long.remainderUnsigned(seed, payload.length);

        assertThatThrownBy(() -> EntryCodec.decode(Arrays.copyOf(payload, end))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void traces_areThoseOfTheSpansEachOnce() {
        List<Span> spans = List.of(span(A, 1), span(B, 2), span(A, 3));

        assertThat(EntryCodec.traces(EntryCodec.encode(spans))).containsExactly(A, B);
    }

    @Test
    void resource_ofManySpans_isWrittenOnce() {
        Resource shared = new Resource(
                Attributes.builder().put("service.name", "x".repeat(1_000)).build());
        List<Span> spans = List.of(span(A, 1, shared), span(B, 2, Resource.EMPTY), span(A, 3, shared));

        assertThat(EntryCodec.encode(spans)).hasSizeBetween(1_000, 1_300);
    }

    @Test
    void end_beforeTheStart_isStillFlaggedThoughItWasRaised() {
        Span clamped = Span.builder(A, new SpanId(1)).time(10, 5).build();

        Span decoded = EntryCodec.decode(EntryCodec.encode(List.of(clamped))).get(0);

        assertThat(decoded.endClamped()).isTrue();
        assertThat(decoded.endNanos()).isEqualTo(10);
    }

    @Test
    void decode_laterFormat_saysSo() {
        byte[] payload = EntryCodec.encode(List.of());
        payload[0]++;

        assertThatThrownBy(() -> EntryCodec.decode(payload)).hasMessage("an entry has format 2, expected 1");
    }

    @Test
    void encode_noSpans_isAnEntryToo() {
        assertThatCode(() -> EntryCodec.decode(EntryCodec.encode(List.of()))).doesNotThrowAnyException();
    }

    private static Span span(TraceId trace, long id) {
        return span(trace, id, Resource.EMPTY);
    }

    private static Span span(TraceId trace, long id, Resource resource) {
        return Span.builder(trace, new SpanId(id)).resource(resource).build();
    }

    private static <T> void assertSame(List<Span> decoded, List<Span> spans, Function<Span, T> part) {
        assertThat(decoded.stream().map(part))
                .containsExactlyElementsOf(spans.stream().map(part).toList());
    }

    /** Not a number comes in many forms, which are equal to each other. */
    private static List<Long> rawDoubles(Attributes attributes) {
        return attributes.toMap().values().stream()
                .filter(Double.class::isInstance)
                .map(value -> Double.doubleToRawLongBits((Double) value))
                .toList();
    }
}
