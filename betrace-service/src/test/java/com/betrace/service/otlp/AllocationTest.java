package com.betrace.service.otlp;

import static com.betrace.service.otlp.OtlpRequests.attribute;
import static com.betrace.service.otlp.OtlpRequests.request;
import static com.betrace.service.otlp.OtlpRequests.small;
import static com.betrace.service.otlp.OtlpRequests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.pipeline.Offer;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a span costs in bytes allocated from the bytes of its request to the engine's door, the span itself included. Not a time: the
 * same on every machine.
 */
class AllocationTest {

    private static final int SPANS = 512;
    private static final int REQUESTS = 20;

    /** It is 409: the span with its ten attributes, and the two texts of it that no other span has. */
    private static final long MOST_BYTES_PER_SPAN = 450;

    private final OtlpTraces traces =
            new OtlpTraces(new SpanIntake(SpanLimits.DEFAULTS, IntakeMetrics.NONE, spans -> Offer.TAKEN));
    private final byte[] body = request(
                    IntStream.range(0, SPANS).mapToObj(AllocationTest::span).toArray(Span[]::new))
            .toByteArray();

    @Test
    void export_ofSpansWithTenAttributes_allocatesLittleMoreThanTheSpans() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        export(); // What repeats is known afterwards.
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        export();
        long bytes = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(bytes / (REQUESTS * SPANS)).isBetween(200L, MOST_BYTES_PER_SPAN);
    }

    private void export() {
        for (int i = 0; i < REQUESTS; i++) {
            traces.exportProtobuf(ByteBuffer.wrap(body));
        }
    }

    private static Span span(int number) {
        return small(number)
                .setName("GET /api/items/{id}")
                .setStartTimeUnixNano(1_767_225_600_000_000_000L)
                .setEndTimeUnixNano(1_767_225_600_003_000_000L)
                .addAttributes(attribute("http.route", text("/api/items/{id}")))
                .addAttributes(attribute("http.request.method", text("GET")))
                .addAttributes(attribute("http.response.status_code", number(200)))
                .addAttributes(attribute("server.address", text("db-3.eu-west-1.internal.example.org")))
                .addAttributes(attribute("server.port", number(5432)))
                .addAttributes(attribute("user.id", text("4f1c9a52-7d3e-4b8a-9c60-" + (100_000_000_000L + number))))
                .addAttributes(attribute("amount", number(10_500L * number)))
                .addAttributes(attribute("db.system.name", text("postgresql")))
                .addAttributes(attribute("db.collection.name", text("items")))
                .addAttributes(attribute("thread.name", text("http-nio-8080-exec-3")))
                .build();
    }

    private static AnyValue number(long value) {
        return AnyValue.newBuilder().setIntValue(value).build();
    }
}
