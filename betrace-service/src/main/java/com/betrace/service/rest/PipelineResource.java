package com.betrace.service.rest;

import com.betrace.service.api.PipelineApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.GetPipelineRequest;
import com.betrace.v1.Pipeline;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The PipelineService over REST. */
@Path("/api/pipeline")
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Pipeline")
public final class PipelineResource {

    private final PipelineApi api;

    public PipelineResource(PipelineApi api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "GetPipeline", summary = "What became of every span?")
    public Pipeline getPipeline(@Context UriInfo uri) {
        return api.getPipeline(UriBinding.bind(uri, GetPipelineRequest.getDefaultInstance()));
    }
}
