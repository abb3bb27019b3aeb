package com.betrace.service.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that holds a data directory until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String... arguments) throws IOException {
        try (DataDirectory directory = DataDirectory.open(Path.of(arguments[0]))) {
            System.out.println("holds " + directory.resolve(""));
            System.in.read();
        }
    }
}
