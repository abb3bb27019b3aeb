package com.betrace.service.rest;

import com.betrace.service.api.SharedNameApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.CreateMacroRequest;
import com.betrace.v1.DeleteMacroRequest;
import com.betrace.v1.DeleteMacroResponse;
import com.betrace.v1.GetMacroRequest;
import com.betrace.v1.ListMacrosRequest;
import com.betrace.v1.ListMacrosResponse;
import com.betrace.v1.Macro;
import com.betrace.v1.UpdateMacroRequest;
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

/** The macros of the SharedNameService over REST. */
@Path("/api/macros")
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
public final class MacrosResource {

    private final SharedNameApi api;

    public MacrosResource(SharedNameApi api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "ListMacros", summary = "List macros")
    public ListMacrosResponse listMacros(@Context UriInfo uri) {
        return api.listMacros(UriBinding.bind(uri, ListMacrosRequest.getDefaultInstance()));
    }

    @POST
    @Operation(operationId = "CreateMacro", summary = "Create a macro")
    @ApiResponse(responseCode = "409", description = "The name is taken.")
    public Macro createMacro(@Context UriInfo uri, @Context HttpServletRequest caller, CreateMacroRequest macro) {
        return api.createMacro(UriBinding.bindBody(uri, macro), Caller.actor(caller));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "GetMacro", summary = "Read a macro")
    public Macro getMacro(@Context UriInfo uri) {
        return api.getMacro(UriBinding.bind(uri, GetMacroRequest.getDefaultInstance()));
    }

    @PUT
    @Path("/{name}")
    @Operation(operationId = "UpdateMacro", summary = "Replace a macro")
    @ApiResponse(
            responseCode = "409",
            description = "It has another version, is kept in a file, or a rule would break.")
    public Macro updateMacro(@Context UriInfo uri, @Context HttpServletRequest caller, UpdateMacroRequest macro) {
        return api.updateMacro(UriBinding.bindBody(uri, macro), Caller.actor(caller));
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "DeleteMacro", summary = "Delete a macro")
    @ApiResponse(responseCode = "409", description = "A rule reads it, or it is kept in a file.")
    public DeleteMacroResponse deleteMacro(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.deleteMacro(UriBinding.bind(uri, DeleteMacroRequest.getDefaultInstance()), Caller.actor(caller));
    }
}
