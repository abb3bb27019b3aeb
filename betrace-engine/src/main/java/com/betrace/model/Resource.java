package com.betrace.model;

/** The entity that produced spans; one instance is shared by all spans of a request that name it. */
public record Resource(Attributes attributes) {

    public static final Resource EMPTY = new Resource(Attributes.EMPTY);

    /** The attribute {@code service.name} where it is a string, else empty. */
    public String serviceName() {
        return attributes.get("service.name") instanceof String name ? name : "";
    }
}
