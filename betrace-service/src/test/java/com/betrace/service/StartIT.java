package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built jar says to the person who starts it. */
class StartIT {

    @TempDir
    Path directory;

    @Test
    void server_saysWhereItListens() throws IOException {
        try (BetraceProcess betrace = BetraceProcess.server(directory)) {
            assertThat(betrace.port("REST")).isPositive();
            assertThat(betrace.port("OTLP/HTTP")).isPositive();
        }
    }

    @Test
    void takenPort_isNamedInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            for (String door : new String[] {"HTTP", "GRPC", "OTLP_GRPC", "OTLP_HTTP"}) {
                String printed = failedStart(Map.of("BETRACE_" + door + "_PORT", port), "config.yml");
                assertThat(printed)
                        .as(door)
                        .contains("127.0.0.1:" + port + " is already in use")
                        .contains("BETRACE_" + door + "_PORT")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void unknownKey_stopsTheStartWithASuggestion() throws Exception {
        Path config = Files.writeString(directory.resolve("bad.yml"), "completion:\n  rootGrase: 5s\n");
        assertThat(failedStart(Map.of(), config.toString()))
                .contains("completion.rootGrase")
                .contains("rootGrace")
                .doesNotContain("\tat ");
    }

    private String failedStart(Map<String, String> environment, String config) throws Exception {
        try (BetraceProcess betrace = BetraceProcess.start(directory.resolve("data"), environment, "server", config)) {
            assertThat(betrace.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(betrace.process().exitValue()).isEqualTo(1);
            return betrace.printed();
        }
    }
}
