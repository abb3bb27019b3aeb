package com.betrace.rulecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanLink;
import com.betrace.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactWriterTest {

    private static final TraceId TRACE = new TraceId(0, 1);

    @Test
    void whatIsWritten_readsAsItWas() {
        String trace = """
                1 - "größe 2" "POST /pay now" 0 900.25 SERVER ERROR resource:host="a b" scope:x=1 amount=12 ok=true
                2 1 pay "12" 0.000001 20 CLIENT text="12" half=0.5 quote="a\\"b\\\\c" "a=b \\"=c"=1 big=9223372036854775807
                + "exception thrown" 1.5 exception.type=Timeout
                3 missing-4 - "-" 3 0
                """;

        CompactWriter.Written written = CompactWriter.write(CompactTrace.parse(TRACE, trace));

        assertThat(written.lost()).isEmpty();
        assertThat(CompactTrace.parse(TRACE, written.text())).isEqualTo(CompactTrace.parse(TRACE, trace));
    }

    @Test
    void ids_areShortAndTimesBeginAtZero() {
        Span span = Span.builder(TRACE, new SpanId(0x1234_5678_9abc_def0L))
                .name("charge")
                .time(1_767_225_600_123_000_000L, 1_767_225_600_124_500_000L)
                .resource(new Resource(Attributes.of(Map.of("service.name", "shop"))))
                .build();

        assertThat(CompactWriter.write(List.of(span)).text()).isEqualTo("1 - shop charge 0 1.5 UNSPECIFIED\n");
    }

    @Test
    void whatTheNotationCannotSay_isNamed() {
        Span span = Span.builder(TRACE, new SpanId(1))
                .name("two\nlines")
                .statusMessage("why")
                .links(new ArrayList<>(List.of(new SpanLink(TRACE, new SpanId(2), Attributes.EMPTY))))
                .attributes(Attributes.of(Map.of("list", List.of("a"))))
                .build();

        CompactWriter.Written written = CompactWriter.write(List.of(span));

        assertThat(written.lost())
                .containsExactlyInAnyOrder("line breaks", "links", "status messages", "the type of 'list'");
        assertThat(CompactTrace.parse(TRACE, written.text())).hasSize(1);
    }
}
