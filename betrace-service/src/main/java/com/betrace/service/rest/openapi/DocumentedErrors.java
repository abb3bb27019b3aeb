package com.betrace.service.rest.openapi;

import com.betrace.service.rest.json.ApiMediaTypes;
import com.google.rpc.Status;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** The errors that follow from what an operation takes. */
final class DocumentedErrors {

    private static final String REF = "#/components/responses/";

    private final Map<String, ApiResponse> components = new LinkedHashMap<>();
    private final Schema<?> status;

    DocumentedErrors(ProtoSchemas schemas) {
        this.status = schemas.message(Status.getDescriptor());
        components.put("Invalid", error("Something in the request is wrong; the message says what and where."));
        components.put("Missing", error("There is none of this id."));
        components.put("TooLarge", error("The body is larger than the service reads."));
        components.put("Unsupported", error("The body is neither JSON nor protobuf."));
        components.put("Other", error("Any other error."));
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
    ApiResponse described(ApiResponse response) {
        return response.getContent() == null ? error(response.getDescription()) : response;
    }

    private ApiResponse error(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(ApiMediaTypes.JSON, new MediaType().schema(status)));
    }

    private static ApiResponse ref(String name) {
        return new ApiResponse().$ref(REF + name);
    }
}
