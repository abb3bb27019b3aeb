package com.betrace.benchmarks.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says that a process holds. */
record ProcessHandles(long files, long threads) {

    static ProcessHandles of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new ProcessHandles(entries(process.resolve("fd")), entries(process.resolve("task")));
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
