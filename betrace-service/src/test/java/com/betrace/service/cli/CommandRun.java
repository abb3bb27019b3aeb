package com.betrace.service.cli;

import com.betrace.service.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A command as a shell sees it.
 *
 * @param out what it wrote to its output
 * @param err what it wrote to its errors
 */
public record CommandRun(ExitCode exit, String out, String err) {

    /** Runs a command of the command line in this process. */
    public static CommandRun of(String... words) {
        return of(Map.of(), words);
    }

    public static CommandRun of(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode exit = Main.commands().run(terminal(out, err, environment), words);
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** One that writes to memory. */
    public static Terminal terminal(
            ByteArrayOutputStream out, ByteArrayOutputStream err, Map<String, String> environment) {
        return new Terminal(
                Console.of(new PrintStream(out, true, StandardCharsets.UTF_8), environment),
                Console.of(new PrintStream(err, true, StandardCharsets.UTF_8), environment),
                environment,
                false);
    }
}
