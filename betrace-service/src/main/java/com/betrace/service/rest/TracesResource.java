package com.betrace.service.rest;

import com.betrace.service.api.SpanApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.GetTraceRequest;
import com.betrace.v1.Trace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The reading half of the SpanService over REST. */
@Path("/api/traces")
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Spans")
public final class TracesResource {

    private final SpanApi api;

    public TracesResource(SpanApi api) {
        this.api = api;
    }

    @GET
    @Path("/{trace_id}")
    @Operation(operationId = "GetTrace", summary = "Read a closed trace")
    public Trace getTrace(@Context UriInfo uri) {
        return api.getTrace(UriBinding.bind(uri, GetTraceRequest.getDefaultInstance()));
    }
}
