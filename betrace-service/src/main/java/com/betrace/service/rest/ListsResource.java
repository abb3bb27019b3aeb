package com.betrace.service.rest;

import com.betrace.service.api.SharedNameApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.CreateListRequest;
import com.betrace.v1.DeleteListRequest;
import com.betrace.v1.DeleteListResponse;
import com.betrace.v1.GetListRequest;
import com.betrace.v1.ListListsRequest;
import com.betrace.v1.ListListsResponse;
import com.betrace.v1.NamedList;
import com.betrace.v1.UpdateListRequest;
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

/** The lists of the SharedNameService over REST. */
@Path("/api/lists")
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
public final class ListsResource {

    private final SharedNameApi api;

    public ListsResource(SharedNameApi api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "ListLists", summary = "List lists")
    public ListListsResponse listLists(@Context UriInfo uri) {
        return api.listLists(UriBinding.bind(uri, ListListsRequest.getDefaultInstance()));
    }

    @POST
    @Operation(operationId = "CreateList", summary = "Create a list")
    @ApiResponse(responseCode = "409", description = "The name is taken.")
    public NamedList createList(@Context UriInfo uri, @Context HttpServletRequest caller, CreateListRequest list) {
        return api.createList(UriBinding.bindBody(uri, list), Caller.actor(caller));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "GetList", summary = "Read a list")
    public NamedList getList(@Context UriInfo uri) {
        return api.getList(UriBinding.bind(uri, GetListRequest.getDefaultInstance()));
    }

    @PUT
    @Path("/{name}")
    @Operation(operationId = "UpdateList", summary = "Replace a list")
    @ApiResponse(
            responseCode = "409",
            description = "It has another version, is kept in a file, or a rule would break.")
    public NamedList updateList(@Context UriInfo uri, @Context HttpServletRequest caller, UpdateListRequest list) {
        return api.updateList(UriBinding.bindBody(uri, list), Caller.actor(caller));
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "DeleteList", summary = "Delete a list")
    @ApiResponse(responseCode = "409", description = "A rule reads it, or it is kept in a file.")
    public DeleteListResponse deleteList(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.deleteList(UriBinding.bind(uri, DeleteListRequest.getDefaultInstance()), Caller.actor(caller));
    }
}
