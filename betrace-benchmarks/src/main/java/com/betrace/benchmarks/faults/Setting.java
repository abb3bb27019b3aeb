package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.target.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run takes place.
 *
 * @param root the checkout, with the built jar and config.yml
 * @param seed of everything random; the same seed sends the same traces
 */
public record Setting(Path root, long seed) {

    /** A launch with an empty directory, which is left for people to look at. */
    public Launch launch(String name) throws IOException {
        Path directory = root.resolve("betrace-benchmarks/target/faults").resolve(name);
        delete(directory);
        return Launch.of(root, Files.createDirectories(directory));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(directory)) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
