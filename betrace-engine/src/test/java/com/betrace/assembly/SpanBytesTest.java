package com.betrace.assembly;

import static com.betrace.testkit.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanBytesTest {

    @Test
    void everyPlaceThatHoldsText_counts() {
        String text = "x".repeat(10_000);
        Span plain = span("r - api GET 0 1");

        assertThat(SpanBytes.of(plain)).isLessThan(1_000);
        assertThat(List.of(
                        SpanBytes.of(span("r - api " + text + " 0 1")),
                        SpanBytes.of(span("r - api GET 0 1 k=" + text)),
                        SpanBytes.of(span("r - api GET 0 1 " + text + "=1")),
                        SpanBytes.of(span("r - api GET 0 1\n + " + text + " 1")),
                        SpanBytes.of(span("r - api GET 0 1\n + e 1 k=" + text)),
                        SpanBytes.of(with(List.of(Map.of("k", text)))),
                        SpanBytes.of(with(Bytes.copyOf(new byte[20_000]))),
                        SpanBytes.of(new Resource(attribute(text))),
                        SpanBytes.of(new Scope("", "", attribute(text)))))
                .allSatisfy(bytes -> assertThat(bytes).isBetween(20_000L, 22_000L));
    }

    private static Span with(Object value) {
        Span plain = span("r - api GET 0 1");
        return Span.builder(plain.traceId(), plain.spanId())
                .attributes(attribute(value))
                .build();
    }

    private static Attributes attribute(Object value) {
        return Attributes.builder().put("k", value).build();
    }
}
