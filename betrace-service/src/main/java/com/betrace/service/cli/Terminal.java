package com.betrace.service.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads its surroundings and writes what it has to say.
 *
 * @param out what the command found
 * @param err all else
 * @param showsProgress whether a person watches {@code err}
 */
public record Terminal(Console out, Console err, Map<String, String> environment, boolean showsProgress) {

    private static final int BUFFER = 1 << 13;

    /** That of the process. The launcher knows what is a terminal and says so in the environment. */
    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean watched = "always".equals(environment.get("BETRACE_PROGRESS"));
        PrintStream err = utf8(FileDescriptor.err);
        return new Terminal(
                Console.of(utf8(FileDescriptor.out), environment),
                watched ? Console.of(err, environment) : new Console(err, false),
                environment,
                watched);
    }

    /** Rules are UTF-8, whatever the locale of the machine. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
                false,
                StandardCharsets.UTF_8);
    }

    /** Tells after a while what takes so long; nothing where nobody watches. */
    public Progress progress(String what) {
        return Progress.start(err, showsProgress, what);
    }
}
