package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.service.intake.SpanLimits;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A span that goes out as JSON and comes in again is the same span. */
class SpanRoundTripTest {

    @Property(tries = 300)
    void span_outAndInAsJson_isTheSame(@ForAll("spans") Span span) throws Exception {
        String json = JsonFormat.printer().print(SpanWriter.toMessage(span));
        com.betrace.v1.Span.Builder message = com.betrace.v1.Span.newBuilder();
        JsonFormat.parser().merge(json, message);

        Span back = new SpanReader(SpanLimits.DEFAULTS).read(message.build());

        assertThat(SpanWriter.toMessage(back)).isEqualTo(SpanWriter.toMessage(span));
        assertThat(back).isEqualTo(span);
        assertThat(back.truncated()).isFalse();
    }

    @Provide
    Arbitrary<Span> spans() {
        Arbitrary<Span.Builder> builders = Combinators.combine(
                        traceIds(), spanIds(), spanIds().injectNull(0.3), texts())
                .as((trace, span, parent, name) ->
                        Span.builder(trace, span).parentSpanId(parent).name(name));
        Arbitrary<Long> times = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Span.Builder> timed = Combinators.combine(builders, times, times)
                .as((span, one, other) -> span.time(Math.min(one, other), Math.max(one, other)));
        Arbitrary<Span.Builder> described = Combinators.combine(
                        timed, Arbitraries.of(SpanKind.class), Arbitraries.of(StatusCode.class), texts())
                .as((span, kind, status, message) ->
                        span.kind(kind).status(status).statusMessage(message));
        Arbitrary<Scope> scopes =
                Combinators.combine(texts(), texts(), attributes()).as(Scope::new);
        Arbitrary<List<SpanEvent>> events = Combinators.combine(texts(), times, attributes())
                .as(SpanEvent::new)
                .list()
                .ofMaxSize(2);
        Arbitrary<List<SpanLink>> links = Combinators.combine(traceIds(), spanIds(), attributes())
                .as(SpanLink::new)
                .list()
                .ofMaxSize(2);
        return Combinators.combine(described, attributes(), attributes().map(Resource::new), scopes, events, links)
                .as((span, attributes, resource, scope, happened, linked) -> span.attributes(attributes)
                        .resource(resource)
                        .scope(scope)
                        .events(happened)
                        .links(linked)
                        .build());
    }

    private static Arbitrary<TraceId> traceIds() {
        Arbitrary<Long> low = Arbitraries.longs().filter(value -> value != 0);
        return Combinators.combine(Arbitraries.longs(), low).as(TraceId::new);
    }

    private static Arbitrary<SpanId> spanIds() {
        return Arbitraries.longs().filter(value -> value != 0).map(SpanId::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange(' ', 'ÿ').ofMaxLength(8);
    }

    private static Arbitrary<Attributes> attributes() {
        Arbitrary<String> keys = Arbitraries.oneOf(texts(), Arbitraries.of("service.name", "http.route"));
        return Arbitraries.maps(keys, values(3)).ofMaxSize(4).map(Attributes::of);
    }

    private static Arbitrary<Object> values(int depth) {
        // protobuf's JSON parser reads -0.0 as 0.0
        Arbitrary<Double> doubles = Arbitraries.doubles().map(number -> number == 0 ? 0.0 : number);
        Arbitrary<Object> simple = Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.of(true, false),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.of((1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53), Long.MIN_VALUE),
                doubles.map(number -> (Object) number),
                Arbitraries.of(1.0, 0.1, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(5).map(Bytes::copyOf));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Object> nested = values(depth - 1).injectNull(0.1);
        return Arbitraries.frequencyOf(
                Tuple.of(6, simple),
                Tuple.of(1, nested.list().ofMaxSize(3).map(list -> (Object) list)),
                Tuple.of(1, Arbitraries.maps(texts(), nested).ofMaxSize(3).map(map -> (Object) map)));
    }
}
