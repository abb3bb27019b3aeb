package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.DemoFixture;
import io.grpc.ManagedChannel;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every command of the README's tour, in its order, against a service on which the demo ran. */
class ReadmeIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    @Test
    void tour_worksAsWritten() throws Exception {
        DemoFixture.run(BETRACE.endpoints());
        List<List<String>> commands = ShellBlocks.read(RunningBetrace.ROOT.resolve("README.md"));

        assertThat(commands).hasSizeGreaterThan(10);
        ManagedChannel channel = RunningBetrace.channel(BETRACE.endpoints().grpcPort());
        try {
            for (List<String> command : commands) {
                run(command, channel);
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private static void run(List<String> command, ManagedChannel channel) throws Exception {
        switch (command.get(0)) {
            case "curl" -> {
                CurlCommand.Answer answer = CurlCommand.parse(
                                command, BETRACE.endpoints().httpPort())
                        .run(HttpClient.newHttpClient());
                assertThat(answer.status())
                        .as("%s answered %s", command, answer.body())
                        .isEqualTo(200);
                assertThat(answer.body()).as("%s", command).isNotEmpty();
            }
            case "grpcurl" ->
                assertThat(GrpcurlCommand.parse(command).run(channel))
                        .as("%s", command)
                        .startsWith("{");
            default -> throw new AssertionError("no way to run " + command);
        }
    }
}
