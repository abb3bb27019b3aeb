package com.betrace.service.health;

import java.io.File;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Whether the data directory has room for more. */
public final class DiskHealth implements Supplier<ComponentState> {

    private static final long MEBIBYTE = 1L << 20;
    private static final long NEEDED_MEBIBYTES = 64;

    private final Path directory;
    private final LongSupplier freeBytes;

    public DiskHealth(Path directory) {
        this(directory, new File(directory.toString())::getUsableSpace);
    }

    DiskHealth(Path directory, LongSupplier freeBytes) {
        this.directory = directory;
        this.freeBytes = freeBytes;
    }

    @Override
    public ComponentState get() {
        long free = freeBytes.getAsLong() / MEBIBYTE;
        return free >= NEEDED_MEBIBYTES
                ? ComponentState.healthy(free + " MiB free")
                : ComponentState.unhealthy(
                        free + " MiB free in " + directory + ", expected at least " + NEEDED_MEBIBYTES);
    }
}
