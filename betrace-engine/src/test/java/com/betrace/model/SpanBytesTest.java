package com.betrace.model;

import static com.betrace.testkit.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.testkit.TestSpans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanBytesTest {

    @Test
    void everyPlaceThatHoldsText_counts() {
        String text = "x".repeat(10_000);

        assertThat(bytes(span("r - api GET 0 1"))).isLessThan(1_500);
        assertThat(List.of(
                        bytes(span("r - api " + text + " 0 1")),
                        bytes(span("r - api GET 0 1 k=" + text)),
                        bytes(span("r - api GET 0 1 " + text + "=1")),
                        bytes(span("r - api GET 0 1\n + " + text + " 1")),
                        bytes(span("r - api GET 0 1\n + e 1 k=" + text)),
                        bytes(span("r - api GET 0 1 resource:k=" + text)),
                        bytes(span("r - api GET 0 1 scope:k=" + text)),
                        bytes(with(List.of(Map.of("k", text)))),
                        bytes(with(Bytes.copyOf(new byte[20_000])))))
                .allSatisfy(bytes -> assertThat(bytes).isBetween(20_000L, 22_500L));
    }

    @Test
    void resourceOfARun_countsOnce() {
        Resource large = new Resource(Attributes.of(Map.of("k", "x".repeat(10_000))));
        Resource small = new Resource(Attributes.of(Map.of("k", "v")));

        assertThat(SpanBytes.of(List.of(of(large), of(large), of(large)))).isBetween(20_000L, 23_500L);
        assertThat(SpanBytes.of(List.of(of(large), of(small), of(large)))).isBetween(40_000L, 43_500L);
    }

    private static long bytes(Span span) {
        return SpanBytes.of(List.of(span));
    }

    private static Span with(Object value) {
        return Span.builder(TestSpans.TRACE, new SpanId(1))
                .attributes(Attributes.of(Map.of("k", value)))
                .build();
    }

    private static Span of(Resource resource) {
        return Span.builder(TestSpans.TRACE, new SpanId(1)).resource(resource).build();
    }
}
