package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.attribute;
import static com.betrace.service.otlp.OtlpRequests.nested;
import static com.betrace.service.otlp.OtlpRequests.small;
import static com.betrace.service.otlp.OtlpRequests.span;
import static com.betrace.service.otlp.OtlpRequests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.pipeline.Offer;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.IntakeResult;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.wire.OtlpProtobufReader;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A4: whatever the bytes, the reader of the wire finds what protobuf-java finds. */
class OtlpDifferentialTest {

    private static final SpanLimits LIMITS = SpanLimits.DEFAULTS;
    private static final SpanLimits NARROW = new SpanLimits(10, 3, 2, 5, 4, 2, 2);
    /** What makes a span acceptable, whatever comes before it. */
    private static final io.opentelemetry.proto.trace.v1.Span VALID = small(1).setParentSpanId(
                    ByteString.copyFrom(new byte[8]))
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(2)
            .build();

    private static final Reader READER = wire(LIMITS);
    private static final Reader NARROW_READER = wire(NARROW);

    @Property(tries = 2_000)
    void a4_damagedRequest_meansTheSameAsToProtobufJava(@ForAll long seed) {
        Random random = new Random(seed);
        ByteString body = damaged(request(random).toByteString(), random);

        assertThat(outcome(READER, body))
                .isEqualTo(outcome((bytes, batch) -> readMessages(LIMITS, bytes, batch), body));
    }

    /** Fields in any order and number, within limits so narrow that nearly every span is cut somewhere. */
    @Property(tries = 10_000)
    void a4_oddSpans_meanTheSameAsToProtobufJava(@ForAll long seed) {
        Random random = new Random(seed);
        RandomWire wire = new RandomWire(random);
        ByteString spans = ByteString.EMPTY;
        for (int i = 0; i <= random.nextInt(3); i++) {
            ByteString span = wire.message(io.opentelemetry.proto.trace.v1.Span.getDescriptor());
            ByteString ids = random.nextInt(5) == 0 ? ByteString.EMPTY : VALID.toByteString();
            spans = spans.concat(field(2, span.concat(ids)));
        }
        ByteString body = field(1, field(2, spans));

        assertThat(outcome(NARROW_READER, body))
                .isEqualTo(outcome((bytes, batch) -> readMessages(NARROW, bytes, batch), body));
    }

    /** A field of this number that has the content. */
    private static ByteString field(int number, ByteString content) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(content)
                                .build())
                .build()
                .toByteString();
    }

    private static ExportTraceServiceRequest request(Random random) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (int i = 0; i <= random.nextInt(2); i++) {
            ResourceSpans.Builder group = request.addResourceSpansBuilder().setSchemaUrl("https://schema");
            group.getResourceBuilder().addAttributes(attribute("service.name", text("shop" + i)));
            for (int j = 0; j <= random.nextInt(2); j++) {
                group.addScopeSpans(ScopeSpans.newBuilder()
                        .setSchemaUrl("https://schema")
                        .setScope(InstrumentationScope.newBuilder().setName("scope" + j))
                        .addSpans(span())
                        .addSpans(small(j).addAttributes(attribute("deep", nested(random.nextInt(12))))));
            }
        }
        return request.build();
    }

    /** A few bytes changed, removed, doubled or put in. */
    private static ByteString damaged(ByteString body, Random random) {
        ByteString result = body;
        for (int i = 0; i < random.nextInt(4); i++) {
            int at = random.nextInt(result.size());
            int until = Math.min(result.size(), at + 1 + random.nextInt(3));
            byte[] noise = new byte[random.nextInt(3)];
            random.nextBytes(noise);
            ByteString middle = random.nextBoolean() ? result.substring(at, until) : ByteString.EMPTY;
            result = result.substring(0, at)
                    .concat(middle)
                    .concat(ByteString.copyFrom(noise))
                    .concat(result.substring(until));
        }
        return result;
    }

    private static Outcome outcome(Reader reader, ByteString body) {
        List<Span> taken = new ArrayList<>();
        DecodedSpans batch = new DecodedSpans(0);
        try {
            reader.read(body, batch);
        } catch (InvalidProtocolBufferException e) {
            return new Outcome(true, List.of(), new IntakeResult(0, 0, List.of()));
        }
        IntakeResult result = new SpanIntake(
                        LIMITS, IntakeMetrics.NONE, spans -> taken.addAll(spans) ? Offer.TAKEN : Offer.QUEUE_FULL)
                .accept(batch);
        return new Outcome(
                false, taken.stream().map(OtlpDifferentialTest::everything).toList(), result);
    }

    private static List<Object> everything(Span span) {
        return List.of(
                span,
                span.truncated(),
                span.endClamped(),
                span.attributes(),
                span.events(),
                span.links(),
                span.statusMessage(),
                span.kind(),
                span.status());
    }

    private static Reader wire(SpanLimits limits) {
        OtlpProtobufReader reader = new OtlpProtobufReader(limits);
        return (body, batch) -> reader.read(ByteBuffer.wrap(body.toByteArray()), batch);
    }

    private static void readMessages(SpanLimits limits, ByteString body, DecodedSpans batch)
            throws InvalidProtocolBufferException {
        AttributeReader attributes = new AttributeReader(limits);
        MessageSpanReader spans = new MessageSpanReader(limits, attributes);
        for (ResourceSpans group : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            Resource resource = new Resource(attributes.read(group.getResource().getAttributesList()));
            for (ScopeSpans scopeSpans : group.getScopeSpansList()) {
                InstrumentationScope scope = scopeSpans.getScope();
                Scope shared =
                        new Scope(scope.getName(), scope.getVersion(), attributes.read(scope.getAttributesList()));
                for (var span : scopeSpans.getSpansList()) {
                    try {
                        batch.add(spans.read(span, new SpanSource(resource, shared, false, false)));
                    } catch (InvalidSpanException e) {
                        batch.reject(
                                MessageSpanReader.echo(span.getTraceId()), MessageSpanReader.echo(span.getSpanId()), e);
                    }
                }
            }
        }
    }

    private record Outcome(boolean refused, List<List<Object>> taken, IntakeResult result) {}

    private interface Reader {
        void read(ByteString body, DecodedSpans batch) throws InvalidProtocolBufferException;
    }
}
