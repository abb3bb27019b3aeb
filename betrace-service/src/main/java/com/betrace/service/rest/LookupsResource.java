package com.betrace.service.rest;

import com.betrace.service.api.SharedNameApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.CreateLookupRequest;
import com.betrace.v1.DeleteLookupRequest;
import com.betrace.v1.DeleteLookupResponse;
import com.betrace.v1.GetLookupRequest;
import com.betrace.v1.ListLookupsRequest;
import com.betrace.v1.ListLookupsResponse;
import com.betrace.v1.Lookup;
import com.betrace.v1.UpdateLookupRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The lookups of the SharedNameService over REST. */
@Path("/api/lookups")
@Consumes({
    ApiMediaTypes.JSON,
    ApiMediaTypes.YAML,
    ApiMediaTypes.YAML_X,
    ApiMediaTypes.YAML_TEXT,
    ApiMediaTypes.PROTOBUF,
    ApiMediaTypes.PROTOBUF_REGISTERED
})
@Produces({
    ApiMediaTypes.JSON,
    ApiMediaTypes.YAML,
    ApiMediaTypes.YAML_X,
    ApiMediaTypes.YAML_TEXT,
    ApiMediaTypes.PROTOBUF,
    ApiMediaTypes.PROTOBUF_REGISTERED
})
@Tag(name = "Shared names")
public final class LookupsResource {

    private final SharedNameApi api;

    public LookupsResource(SharedNameApi api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "ListLookups", summary = "List lookups")
    public ListLookupsResponse listLookups(@Context UriInfo uri) {
        return api.listLookups(UriBinding.bind(uri, ListLookupsRequest.getDefaultInstance()));
    }

    @POST
    @Operation(operationId = "CreateLookup", summary = "Create a lookup")
    @ApiResponse(responseCode = "409", description = "The name is taken.")
    public Lookup createLookup(@Context UriInfo uri, @Context HttpServletRequest caller, CreateLookupRequest lookup) {
        return api.createLookup(UriBinding.bindBody(uri, lookup), Caller.actor(caller));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "GetLookup", summary = "Read a lookup")
    public Lookup getLookup(@Context UriInfo uri) {
        return api.getLookup(UriBinding.bind(uri, GetLookupRequest.getDefaultInstance()));
    }

    @PUT
    @Path("/{name}")
    @Operation(operationId = "UpdateLookup", summary = "Replace a lookup")
    @ApiResponse(
            responseCode = "409",
            description = "It has another version, is kept in a file, or a rule would break.")
    public Lookup updateLookup(@Context UriInfo uri, @Context HttpServletRequest caller, UpdateLookupRequest lookup) {
        return api.updateLookup(UriBinding.bindBody(uri, lookup), Caller.actor(caller));
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "DeleteLookup", summary = "Delete a lookup")
    @ApiResponse(responseCode = "409", description = "A rule reads it, or it is kept in a file.")
    public DeleteLookupResponse deleteLookup(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.deleteLookup(UriBinding.bind(uri, DeleteLookupRequest.getDefaultInstance()), Caller.actor(caller));
    }
}
