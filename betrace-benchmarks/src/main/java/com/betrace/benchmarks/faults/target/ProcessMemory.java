package com.betrace.benchmarks.faults.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of the memory of a process: resident now, and the most that ever was; bytes. */
public record ProcessMemory(long resident, long peak) {

    private static final long KIB = 1024;

    public static ProcessMemory of(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        return new ProcessMemory(kib(status, "VmRSS:"), kib(status, "VmHWM:"));
    }

    private static long kib(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }
}
