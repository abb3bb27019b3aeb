package com.betrace.service.paging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The secret by which page tokens are signed, kept beside the data so that a token outlives a restart. */
public final class PageTokenKey {

    /** In the data directory; without it the tokens given so far are refused, and nothing else is lost. */
    public static final String FILE = "page-token.key";

    private static final int BYTES = 32;

    private PageTokenKey() {}

    /** The key in this directory; a new one where there is none, or none that is whole. */
    public static byte[] in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            byte[] key = Files.readAllBytes(file);
            return key.length == BYTES ? key : create(file);
        } catch (NoSuchFileException e) {
            return create(file);
        }
    }

    /** For one process, whose tokens end with it. */
    public static byte[] random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static byte[] create(Path file) throws IOException {
        byte[] key = random();
        Path whole = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(whole, key);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return key;
    }
}
