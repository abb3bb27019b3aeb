package com.betrace.service.rest.openapi;

import com.betrace.service.rest.json.ApiMediaTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.rpc.Status;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors that follow from what an operation takes. */
final class DocumentedErrors {

    private static final String REF = "#/components/responses/";

    private final Map<String, ApiResponse> components = new LinkedHashMap<>();
    private final Schema<?> status;
    private final Examples examples;

    DocumentedErrors(ProtoSchemas schemas, Examples examples) {
        this.examples = examples;
        this.status = schemas.message(Status.getDescriptor());
        define("Invalid", "Something in the request is wrong; the message says what and where.");
        define("Missing", "There is none of this id.");
        define("TooLarge", "The body is larger than the service reads.");
        define("Unsupported", "The body is neither JSON nor protobuf.");
        define("Other", "Any other error.");
    }

    Map<String, ApiResponse> components() {
        return components;
    }

    /** By HTTP status. */
    Map<String, ApiResponse> of(Rpc rpc) {
        Map<String, ApiResponse> errors = new LinkedHashMap<>();
        errors.put("400", ref("Invalid"));
        if (!rpc.pathFields().isEmpty()) {
            errors.put("404", ref("Missing"));
        }
        if (rpc.hasBody()) {
            errors.put("413", ref("TooLarge"));
            errors.put("415", ref("Unsupported"));
        }
        errors.put("default", ref("Other"));
        return errors;
    }

    /** An error that only one operation has; a Status where the annotation does not say otherwise. */
    ApiResponse described(ApiResponse response, @Nullable JsonNode example) {
        return response.getContent() == null ? error(response.getDescription(), example) : response;
    }

    private void define(String name, String description) {
        components.put(name, error(description, examples.commonError(name)));
    }

    private ApiResponse error(String description, @Nullable JsonNode example) {
        MediaType json = new MediaType().schema(status).example(example);
        return new ApiResponse().description(description).content(new Content().addMediaType(ApiMediaTypes.JSON, json));
    }

    private static ApiResponse ref(String name) {
        return new ApiResponse().$ref(REF + name);
    }
}
