package com.betrace.service.rest;

import com.betrace.service.api.ViolationApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.service.rest.sse.SseStreams;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import com.betrace.v1.WatchViolationsRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;

/** The ViolationService over REST. */
@Path("/api/violations")
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Violations")
public final class ViolationsResource {

    private final ViolationApi api;
    private final SseStreams streams;

    public ViolationsResource(ViolationApi api, SseStreams streams) {
        this.api = api;
        this.streams = streams;
    }

    @GET
    @Operation(operationId = "ListViolations", summary = "List violations")
    public ListViolationsResponse listViolations(@Context UriInfo uri) {
        return api.listViolations(UriBinding.bind(uri, ListViolationsRequest.getDefaultInstance()));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "GetViolation", summary = "Read a violation")
    public Violation getViolation(@Context UriInfo uri) {
        return api.getViolation(UriBinding.bind(uri, GetViolationRequest.getDefaultInstance()));
    }

    /** Jersey only makes the request asynchronous here; the stream writes and ends the response by itself. */
    @GET
    @Path("/stream")
    @Produces(SseStreams.MEDIA_TYPE)
    @Operation(operationId = "WatchViolations", summary = "Watch violations live")
    public void watchViolations(
            @Context UriInfo uri,
            @Parameter(hidden = true) @Context HttpServletRequest request,
            @Parameter(hidden = true) @Suspended AsyncResponse unused)
            throws IOException {
        streams.open(UriBinding.bind(uri, WatchViolationsRequest.getDefaultInstance()), request.getAsyncContext());
    }
}
