package com.betrace.service.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A main class of the tests as a process of its own, to be killed. */
final class ChildProcess {

    private ChildProcess() {}

    /** Returns when the process has printed its first line. */
    static Process start(Class<?> main, Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitLine(process, 1);
        return process;
    }

    /** The line with this number, counted from 1 and from the last call. */
    static String awaitLine(Process process, int number) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = null;
        for (int read = 0; read < number; read++) {
            line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the process ended before it was killed");
            }
        }
        return line;
    }
}
