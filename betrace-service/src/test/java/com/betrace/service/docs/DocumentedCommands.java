package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.Endpoints;
import com.betrace.service.cli.ExitCode;
import io.grpc.ManagedChannel;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/** The commands of a page, carried out in their order. */
final class DocumentedCommands {

    private DocumentedCommands() {}

    /** How many there were; each has to succeed. */
    static int runAll(Path markdown, Endpoints endpoints) throws Exception {
        List<List<String>> commands = ShellBlocks.read(markdown);
        ManagedChannel channel = RunningBetrace.channel(endpoints.grpcPort());
        try {
            for (List<String> command : commands) {
                run(command, endpoints.httpPort(), channel);
            }
        } finally {
            channel.shutdownNow();
        }
        return commands.size();
    }

    private static void run(List<String> command, int httpPort, ManagedChannel channel) throws Exception {
        switch (command.get(0)) {
            case "curl" -> {
                CurlCommand.Answer answer = CurlCommand.parse(command, httpPort).run(HttpClient.newHttpClient());
                assertThat(answer.status())
                        .as("%s answered %s", command, answer.body())
                        .isEqualTo(200);
                assertThat(answer.body()).as("%s", command).isNotEmpty();
            }
            case "grpcurl" ->
                assertThat(GrpcurlCommand.parse(command).run(channel))
                        .as("%s", command)
                        .startsWith("{");
            case "./betrace" -> {
                CommandRun run = CommandRun.of(inCheckout(command.subList(1, command.size())));
                assertThat(run.exit())
                        .as("%s: %s%s", command, run.out(), run.err())
                        .isEqualTo(ExitCode.FINE);
            }
            default -> throw new AssertionError("no way to run " + command);
        }
    }

    /** Tests do not run in the directory in which a reader of the documents is. */
    private static String[] inCheckout(List<String> words) {
        Path root = Path.of(System.getProperty("betrace.root"));
        return words.stream()
                .map(word -> word.endsWith("/") ? root.resolve(word).toString() : word)
                .toArray(String[]::new);
    }
}
