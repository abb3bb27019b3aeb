package com.betrace.service.rest;

import com.betrace.service.api.RuleChangeApi;
import com.betrace.service.api.ViolationApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.ViolationHandlingApi;
import com.betrace.service.api.ViolationOverviewApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.service.rest.sse.SseStreams;
import com.betrace.v1.DraftExceptionRequest;
import com.betrace.v1.DraftTestRequest;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.GetViolationStatsRequest;
import com.betrace.v1.HandleViolationRequest;
import com.betrace.v1.ListViolationGroupsRequest;
import com.betrace.v1.ListViolationGroupsResponse;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.RuleChangeDraft;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationStats;
import com.betrace.v1.WatchViolationsRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
    private final ViolationOverviewApi overview;
    private final ViolationHandlingApi handling;
    private final RuleChangeApi changes;
    private final SseStreams streams;

    public ViolationsResource(ViolationApis apis, SseStreams streams) {
        this.api = apis.violations();
        this.overview = apis.overview();
        this.handling = apis.handling();
        this.changes = apis.changes();
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

    @GET
    @Path("/stats")
    @Operation(operationId = "GetViolationStats", summary = "Count violations")
    public ViolationStats getViolationStats(@Context UriInfo uri) {
        return overview.getViolationStats(UriBinding.bind(uri, GetViolationStatsRequest.getDefaultInstance()));
    }

    @GET
    @Path("/groups")
    @Operation(operationId = "ListViolationGroups", summary = "List problems")
    public ListViolationGroupsResponse listViolationGroups(@Context UriInfo uri) {
        return overview.listViolationGroups(UriBinding.bind(uri, ListViolationGroupsRequest.getDefaultInstance()));
    }

    @POST
    @Path("/{id}/acknowledge")
    @Operation(operationId = "AcknowledgeViolation", summary = "Say that somebody works on it")
    @ApiResponse(responseCode = "409", description = "The violation holds no longer.")
    public Violation acknowledgeViolation(
            @Context UriInfo uri, @Context HttpServletRequest caller, HandleViolationRequest request) {
        return handling.acknowledgeViolation(UriBinding.bindBody(uri, request), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/resolve")
    @Operation(operationId = "ResolveViolation", summary = "Say that it is put right")
    @ApiResponse(responseCode = "409", description = "The violation holds no longer.")
    public Violation resolveViolation(
            @Context UriInfo uri, @Context HttpServletRequest caller, HandleViolationRequest request) {
        return handling.resolveViolation(UriBinding.bindBody(uri, request), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/false-positive")
    @Operation(operationId = "MarkFalsePositive", summary = "Say that the rule is wrong about it")
    @ApiResponse(responseCode = "409", description = "The violation holds no longer.")
    public Violation markFalsePositive(
            @Context UriInfo uri, @Context HttpServletRequest caller, HandleViolationRequest request) {
        return handling.markFalsePositive(UriBinding.bindBody(uri, request), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/reopen")
    @Operation(operationId = "ReopenViolation", summary = "Take it up again")
    @ApiResponse(responseCode = "409", description = "The violation holds no longer.")
    public Violation reopenViolation(
            @Context UriInfo uri, @Context HttpServletRequest caller, HandleViolationRequest request) {
        return handling.reopenViolation(UriBinding.bindBody(uri, request), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/draft-exception")
    @Operation(operationId = "DraftException", summary = "Draft an exception")
    @ApiResponse(
            responseCode = "409",
            description =
                    "The violation names no offender, or too many that have nothing in common, or the rule would not compile.")
    public RuleChangeDraft draftException(
            @Context UriInfo uri, @Context HttpServletRequest caller, DraftExceptionRequest request) {
        return changes.draftException(UriBinding.bindBody(uri, request), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/draft-test")
    @Operation(operationId = "DraftTest", summary = "Draft a test")
    @ApiResponse(responseCode = "409", description = "The trace is no longer kept, or too large for a test.")
    public RuleChangeDraft draftTest(@Context UriInfo uri, DraftTestRequest request) {
        return changes.draftTest(UriBinding.bindBody(uri, request));
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
