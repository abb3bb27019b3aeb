package com.betrace.model;

/**
 * Where something comes from, and so where it is changed.
 *
 * @param location the file; empty for {@link Source#API}
 */
public record Provenance(Source source, String location) {

    public static final Provenance API = new Provenance(Source.API, "");

    public static Provenance ofFile(String path) {
        return new Provenance(Source.FILE, path);
    }

    /** Who owns it. */
    public enum Source {
        /** Callers of the API. */
        API,
        /** A rule file of the rules directory. */
        FILE
    }

    public boolean isFile() {
        return source == Source.FILE;
    }

    /** Such as {@code over the API} or {@code in rules/payments.yaml}. */
    @Override
    public String toString() {
        return isFile() ? "in " + location : "over the API";
    }
}
