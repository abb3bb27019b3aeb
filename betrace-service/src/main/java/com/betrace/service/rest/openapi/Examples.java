package com.betrace.service.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples of the API document, by rpc. */
final class Examples {

    private static final String RESOURCE = "examples.yaml";

    private static final String ERRORS = "errors";

    private final JsonNode byRpc;

    private Examples(JsonNode byRpc) {
        this.byRpc = byRpc;
    }

    static Examples read() {
        try (InputStream in = Examples.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            // Jackson's own YAML reader does not follow references within the file.
            Object examples = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new Examples(new ObjectMapper().valueToTree(examples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rpcs in the order in which their examples work. */
    List<String> order() {
        List<String> order = new ArrayList<>();
        byRpc.fieldNames().forEachRemaining(order::add);
        order.remove(ERRORS);
        return order;
    }

    @Nullable
    JsonNode request(String rpc) {
        return present(byRpc.path(rpc).path("request"));
    }

    /** A JSON object, or a text node for a stream. */
    @Nullable
    JsonNode response(String rpc) {
        JsonNode text = present(byRpc.path(rpc).path("text"));
        return text == null ? present(byRpc.path(rpc).path("response")) : text;
    }

    @Nullable
    JsonNode path(String rpc, String field) {
        return present(byRpc.path(rpc).path("path").path(field));
    }

    /** An error that only this rpc has. */
    @Nullable
    JsonNode error(String rpc, String httpStatus) {
        return present(byRpc.path(rpc).path(ERRORS).path(httpStatus));
    }

    /** An error that many have. */
    @Nullable
    JsonNode commonError(String name) {
        return present(byRpc.path(ERRORS).path(name));
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node instanceof MissingNode ? null : node;
    }
}
