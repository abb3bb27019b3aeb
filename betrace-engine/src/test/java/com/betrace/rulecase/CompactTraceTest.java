package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Span;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactTraceTest {

    private static final TraceId TRACE = new TraceId(0, 1);

    @Test
    void line_setsEveryColumn() {
        Span span = parse("2 1 pay \"POST /pay\" 1.5 200 CLIENT ERROR amount=1500 big=9223372036854775807")
                .get(0);

        assertThat(span.spanId()).isEqualTo(CompactTrace.spanId("2"));
        assertThat(span.parentSpanId()).isEqualTo(CompactTrace.spanId("1"));
        assertThat(span.service()).isEqualTo("pay");
        assertThat(span.name()).isEqualTo("POST /pay");
        assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.status()).isEqualTo(StatusCode.ERROR);
        assertThat(span.startNanos()).isEqualTo(CompactTrace.TIME_ZERO.toEpochMilli() * 1_000_000 + 1_500_000);
        assertThat(span.durationNanos()).isEqualTo(200_000_000);
        assertThat(span.attributes().get("amount")).isEqualTo(1500L);
        assertThat(span.attributes().get("big")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void defaults_areInternalAndUnset() {
        Span span = parse("1 - - x 0 10").get(0);

        assertThat(span.parentSpanId()).isNull();
        assertThat(span.service()).isEmpty();
        assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.status()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void values_areTypedUnlessQuoted() {
        Span span = parse(
                        "1 - a x 0 1 t=true f=1.5 e=1e3 s=abc q=\"503\" w=\"a \\\"b\\\" c\" huge=99999999999999999999")
                .get(0);

        assertThat(span.attributes().toMap())
                .containsEntry("t", true)
                .containsEntry("f", 1.5)
                .containsEntry("e", 1000.0)
                .containsEntry("s", "abc")
                .containsEntry("q", "503")
                .containsEntry("w", "a \"b\" c")
                .containsEntry("huge", 1e20);
    }

    @Test
    void resourceScopeAndEvents_goToTheirPlaces() {
        Span span = parse("1 - a x 0 1 resource:host.name=h scope:lib=l\n  + exception 0.5 exception.type=Boom")
                .get(0);

        assertThat(span.resource().attributes().get("host.name")).isEqualTo("h");
        assertThat(span.scope().attributes().get("lib")).isEqualTo("l");
        assertThat(span.events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes().get("exception.type")).isEqualTo("Boom");
        });
    }

    @Test
    void labels_differAlsoWhenLong() {
        assertThat(CompactTrace.spanId("a-rather-long-label-1"))
                .isNotEqualTo(CompactTrace.spanId("a-rather-long-label-2"));
    }

    @Test
    void quotedLabel_mayHaveSpaces() {
        List<Span> spans = parse("\"the root\" - a x 0 1\nc \"the root\" a y 0 1");

        assertThat(spans.get(1).parentSpanId())
                .isEqualTo(spans.get(0).spanId())
                .isEqualTo(CompactTrace.spanId("the root"));
    }

    /** Texts come from requests, so no length of them may cost a stack or a minute. */
    @Test
    void longTokens_areRead() {
        String quotes = "\"" + "\\\"".repeat(200_000) + "\"";
        String digits = "9".repeat(200_000);

        Span span = parse("1 - a x 0 1 k=" + quotes + " n=" + digits).get(0);

        assertThat(span.attributes().get("k")).asString().hasSize(200_000);
        assertThat(span.attributes().get("n")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void mistakes_areNamedWithTheirLine() {
        assertThatThrownBy(() -> parse("1 - a x 0 10\n\n2 1 a"))
                .hasMessage("line 3: expected 'id parent service name start-ms duration-ms', found 2 1 a");
        assertThatThrownBy(() -> parse("1 - a x soon 10"))
                .hasMessage("line 1: start-ms is 'soon', expected a number of milliseconds");
        assertThatThrownBy(() -> parse("1 - a x 0 10 SERVR"))
                .hasMessageStartingWith("line 1: 'SERVR' is neither a kind [UNSPECIFIED, INTERNAL, ");
        assertThatThrownBy(() -> parse("1 - a \"x 0 10")).hasMessage("line 1: a quote is not closed: \"x 0 10");
        assertThatThrownBy(() -> parse("1 - a x 0 1\n1 - a y 0 1"))
                .hasMessage("line 2: the span of line 1 has the id '1' already");
        assertThatThrownBy(() -> parse("# nothing"))
                .hasMessageStartingWith("line 1: there is no span, expected lines of 'id parent");
        assertThatThrownBy(() -> parse("+ e 0")).hasMessage("line 1: an event comes before the first span: + e 0");
    }

    private static List<Span> parse(String text) {
        return CompactTrace.parse(TRACE, text);
    }
}
