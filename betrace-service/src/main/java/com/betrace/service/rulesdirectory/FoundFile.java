package com.betrace.service.rulesdirectory;

/** A file as it was when the directory was looked through. */
final class FoundFile {

    private final String name;
    private final byte[] content;

    /**
     * A file.
     *
     * @param name from the directory's own name on, such as {@code rules/payments.yaml}: the same wherever that is mounted
     * @param content not to be changed by anybody
     */
    FoundFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    String name() {
        return name;
    }

    byte[] content() {
        return content;
    }
}
