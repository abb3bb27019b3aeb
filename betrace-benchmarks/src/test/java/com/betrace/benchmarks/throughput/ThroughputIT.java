package com.betrace.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.betrace.benchmarks.faults.Setting;
import com.betrace.benchmarks.faults.target.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every transport for a moment: what is measured is what was sent, and found what was in it. */
class ThroughputIT {

    private static final Setting SETTING = new Setting(Path.of(System.getProperty("betrace.root")), 0);

    @ParameterizedTest
    @EnumSource(Transport.class)
    void load_ofAMoment_findsWhatWasSent(Transport transport) throws IOException {
        Load load = new Load(transport, 10, "interval", 2, 0, Duration.ZERO, Duration.ofMillis(500));
        Launch launch = SETTING.launch("throughput-" + transport.name()).withQuickStart();

        assertThatCode(new LoadRun(launch, load)::run).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(SinkServer.Depth.class)
    void sink_ofAMoment_answersAll(SinkServer.Depth depth) {
        Load load = new Load(Transport.OTLP_GRPC, 0, "off", 2, 0, Duration.ZERO, Duration.ofMillis(500));

        assertThatCode(() -> SinkRun.run(depth, load)).doesNotThrowAnyException();
    }
}
