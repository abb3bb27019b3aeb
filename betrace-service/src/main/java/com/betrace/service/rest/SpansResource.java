package com.betrace.service.rest;

import com.betrace.service.api.SpanApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.IngestSpansResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The writing half of the SpanService over REST. */
@Path("/api/spans")
@Consumes({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Spans")
public final class SpansResource {

    private final SpanApi api;

    public SpansResource(SpanApi api) {
        this.api = api;
    }

    @POST
    @Operation(operationId = "IngestSpans", summary = "Send spans")
    @ApiResponse(responseCode = "503", description = "Overloaded; nothing was taken in. Try again after `Retry-After`.")
    public IngestSpansResponse ingestSpans(@Context UriInfo uri, IngestSpansRequest spans) {
        return api.ingestSpans(UriBinding.bindBody(uri, spans));
    }
}
