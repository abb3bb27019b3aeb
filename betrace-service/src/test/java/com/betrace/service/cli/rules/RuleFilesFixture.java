package com.betrace.service.cli.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rule files in a directory of a test. */
record RuleFilesFixture(Path directory) {

    String file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    /** What was printed, without the directory. */
    String relative(String printed) {
        return printed.replace(directory + "/", "");
    }
}
