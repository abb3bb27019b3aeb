package com.betrace.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.benchmarks.Workload;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTest {

    @Test
    void all_haveEverySpanOfTheWorkload() {
        List<Wave> waves = Wave.all(Transport.OTLP_GRPC);

        assertThat(waves.stream().mapToInt(Wave::spans).sum()).isEqualTo(Workload.SPANS);
        assertThat(waves).allSatisfy(wave -> assertThat(wave.violations()).isPositive());
    }

    @Test
    void stamp_replacesTheFirstHalfOfEachTraceId() throws IOException {
        Wave.Stamped request = Wave.all(Transport.OTLP_GRPC).get(0).requests().get(0);

        ExportTraceServiceRequest decoded = ExportTraceServiceRequest.parseFrom(request.stamp(77));

        ByteString stamped =
                ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(77).array());
        assertThat(decoded.getResourceSpansList().stream()
                        .flatMap(group -> group.getScopeSpans(0).getSpansList().stream()))
                .hasSize(request.spans())
                .allMatch(span -> span.getTraceId().startsWith(stamped));
    }

    @Test
    void stamp_inJson_isHex() {
        for (Transport transport : List.of(Transport.OTLP_JSON, Transport.REST)) {
            Wave.Stamped request = Wave.all(transport).get(0).requests().get(0);

            assertThat(new String(request.stamp(77), StandardCharsets.UTF_8))
                    .contains("\"traceId\":\"000000000000004d")
                    .doesNotContain(Long.toHexString(Workload.TRACE_ID_HIGH));
        }
    }
}
