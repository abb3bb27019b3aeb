package com.betrace.service.rest;

import com.betrace.service.api.HealthApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The HealthService over REST. */
@Path("/")
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Health")
public final class HealthResource {

    private final HealthApi api;

    public HealthResource(HealthApi api) {
        this.api = api;
    }

    @GET
    @Path("/health")
    @Operation(operationId = "Check", summary = "Is it working?")
    public HealthCheckResponse check(@Context UriInfo uri) {
        return api.check(UriBinding.bind(uri, HealthCheckRequest.getDefaultInstance()));
    }

    @GET
    @Path("/ready")
    @Operation(operationId = "Ready", summary = "Should it get traffic?")
    @ApiResponse(
            responseCode = "503",
            description = "It should not; the components say why.",
            content =
                    @Content(
                            mediaType = ApiMediaTypes.JSON,
                            schema = @Schema(implementation = HealthCheckResponse.class)))
    public Response ready(@Context UriInfo uri) {
        HealthCheckResponse ready = api.ready(UriBinding.bind(uri, HealthCheckRequest.getDefaultInstance()));
        boolean takesTraffic = ready.getStatus() != HealthCheckResponse.Status.UNHEALTHY;
        return Response.status(takesTraffic ? 200 : 503).entity(ready).build();
    }
}
