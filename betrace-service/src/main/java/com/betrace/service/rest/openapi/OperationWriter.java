package com.betrace.service.rest.openapi;

import com.betrace.service.rest.json.ApiMediaTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fills an operation with what its rpc and its examples say. */
final class OperationWriter {

    private final Map<String, String> comments;
    private final ProtoSchemas schemas;
    private final Examples examples;
    private final DocumentedErrors errors;

    OperationWriter(Map<String, String> comments, ProtoSchemas schemas, Examples examples) {
        this.comments = comments;
        this.schemas = schemas;
        this.examples = examples;
        this.errors = new DocumentedErrors(schemas, examples);
    }

    /** The answers that operations refer to. */
    Map<String, ApiResponse> errors() {
        return errors.components();
    }

    void complete(Operation operation, Rpc rpc) {
        operation
                .description(comments.get(rpc.method().getFullName()))
                .parameters(parameters(rpc))
                .requestBody(rpc.hasBody() ? body(rpc) : null)
                .responses(responses(rpc, operation.getResponses()));
    }

    private @Nullable List<Parameter> parameters(Rpc rpc) {
        List<Parameter> parameters = new ArrayList<>();
        rpc.pathFields()
                .forEach(field -> parameters.add(parameter("path", field.getName(), field)
                        .required(true)
                        .example(examples.path(rpc.name(), field.getName()))));
        rpc.queryFields().forEach(field -> parameters.add(parameter("query", field.getJsonName(), field)));
        return parameters.isEmpty() ? null : parameters;
    }

    private Parameter parameter(String in, String name, FieldDescriptor field) {
        return new Parameter()
                .in(in)
                .name(name)
                .description(schemas.comment(field))
                .schema(schemas.parameter(field));
    }

    private RequestBody body(Rpc rpc) {
        return new RequestBody()
                .required(true)
                .content(json(schemas.message(rpc.bodyType()), examples.request(rpc.name())));
    }

    private ApiResponses responses(Rpc rpc, ApiResponses annotated) {
        Map<String, ApiResponse> byStatus = new TreeMap<>(errors.of(rpc));
        byStatus.put("200", success(rpc));
        annotated.forEach((status, response) -> {
            if (!status.equals(ApiResponses.DEFAULT)) {
                byStatus.put(status, errors.described(response, examples.error(rpc.name(), status)));
            }
        });
        ApiResponses responses = new ApiResponses();
        responses.putAll(byStatus);
        return responses;
    }

    private ApiResponse success(Rpc rpc) {
        JsonNode example = examples.response(rpc.name());
        Schema<?> message = schemas.message(rpc.method().getOutputType());
        return rpc.method().isServerStreaming()
                ? new ApiResponse()
                        .description("Events, each with a `"
                                + rpc.method().getOutputType().getName() + "` as data")
                        .content(content("text/event-stream", new Schema<>().type("string"), example))
                : new ApiResponse().description("OK").content(json(message, example));
    }

    private static Content json(Schema<?> schema, @Nullable JsonNode example) {
        return content(ApiMediaTypes.JSON, schema, example);
    }

    private static Content content(String type, Schema<?> schema, @Nullable JsonNode example) {
        return new Content().addMediaType(type, new MediaType().schema(schema).example(example));
    }
}
