package com.betrace.testkit;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.spans;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Span;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestSpansTest {

    @Test
    void line_becomesSpan() {
        Span span =
                span("2 1 pay \"POST /pay\" 100 0.5 SERVER ERROR n=1 d=1.5 ok=true s=a q=\"1\" resource:host.name=h");

        assertThat(span.spanId()).isEqualTo(spanId("2"));
        assertThat(span.parentSpanId()).isEqualTo(spanId("1"));
        assertThat(span.service()).isEqualTo("pay");
        assertThat(span.name()).isEqualTo("POST /pay");
        assertThat(span.kind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.status()).isEqualTo(StatusCode.ERROR);
        assertThat(span.durationNanos()).isEqualTo(500_000);
        assertThat(span.attributes().toMap())
                .containsEntry("n", 1L)
                .containsEntry("d", 1.5)
                .containsEntry("ok", true)
                .containsEntry("s", "a")
                .containsEntry("q", "1");
        assertThat(span.resource().attributes().get("host.name")).isEqualTo("h");
    }

    @Test
    void eventLine_belongsToTheSpanAboveIt() {
        List<Span> spans = spans("a - api GET 0 10\n  + exception 5 type=io\nb a api q 1 2 CLIENT");

        assertThat(spans).hasSize(2);
        assertThat(spans.get(0).events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.timeNanos() - spans.get(0).startNanos())
                    .isEqualTo(Duration.ofMillis(5).toNanos());
            assertThat(event.attributes().get("type")).isEqualTo("io");
        });
        assertThat(spans.get(1).events()).isEmpty();
    }

    @Test
    void shortLine_isRefusedWithTheExpectedForm() {
        assertThatThrownBy(() -> span("a - api GET"))
                .hasMessage("expected 'id parent service name start-ms duration-ms', got: a - api GET");
    }
}
