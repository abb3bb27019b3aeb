package com.betrace.model;

/** The instrumentation scope that produced spans; name and version are empty where unknown. */
public record Scope(String name, String version, Attributes attributes) {

    public static final Scope EMPTY = new Scope("", "", Attributes.EMPTY);
}
