package com.betrace.service.rest.json;

import jakarta.ws.rs.core.MediaType;

/** The media types of API bodies. The first is what a caller without a preference gets. */
public final class ApiMediaTypes {

    public static final String JSON = MediaType.APPLICATION_JSON;
    public static final String PROTOBUF = "application/x-protobuf";
    public static final String PROTOBUF_REGISTERED = "application/protobuf";
    public static final String YAML = "application/yaml";
    public static final String YAML_X = "application/x-yaml";
    public static final String YAML_TEXT = "text/yaml";

    private ApiMediaTypes() {}

    /** True for either name of the binary encoding. */
    public static boolean isProtobuf(MediaType type) {
        return type.getType().equals("application")
                && (type.getSubtype().equals("x-protobuf") || type.getSubtype().equals("protobuf"));
    }

    /** True for any name of YAML. */
    public static boolean isYaml(MediaType type) {
        String name = type.getType() + "/" + type.getSubtype();
        return name.equals(YAML) || name.equals(YAML_X) || name.equals(YAML_TEXT);
    }
}
