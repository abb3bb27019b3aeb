package com.betrace.service.rulesdirectory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a directory holds at one moment.
 *
 * @param files sorted by name
 * @param problems what of it cannot be read, a line each
 * @param digest the same for the same files, contents and problems, and for nothing else
 */
record DirectoryState(List<FoundFile> files, List<String> problems, String digest) {

    static DirectoryState of(List<FoundFile> files, List<String> problems) {
        return new DirectoryState(List.copyOf(files), List.copyOf(problems), digest(files, problems));
    }

    private static String digest(List<FoundFile> files, List<String> problems) {
        MessageDigest sha256 = sha256();
        for (FoundFile file : files) {
            add(sha256, file.name().getBytes(StandardCharsets.UTF_8));
            add(sha256, file.content());
        }
        add(sha256, new byte[0]);
        problems.forEach(problem -> add(sha256, problem.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** With its length before it, so that no two lists of parts are the same. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
