package com.betrace.service.rest;

import com.betrace.service.api.RuleApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.Rule;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The RuleService over REST. */
@Path("/api/rules")
@Consumes({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Produces({ApiMediaTypes.JSON, ApiMediaTypes.PROTOBUF, ApiMediaTypes.PROTOBUF_REGISTERED})
@Tag(name = "Rules")
public final class RulesResource {

    private final RuleApi api;

    public RulesResource(RuleApi api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "ListRules", summary = "List rules")
    public ListRulesResponse listRules(@Context UriInfo uri) {
        return api.listRules(UriBinding.bind(uri, ListRulesRequest.getDefaultInstance()));
    }

    @POST
    @Operation(operationId = "CreateRule", summary = "Create a rule")
    @ApiResponse(responseCode = "409", description = "The id or the name is taken.")
    public Rule createRule(@Context UriInfo uri, CreateRuleRequest rule) {
        return api.createRule(UriBinding.bindBody(uri, rule));
    }

    @POST
    @Path("/validate")
    @Operation(operationId = "ValidateRule", summary = "Check an expression")
    public ValidateRuleResponse validateRule(@Context UriInfo uri, ValidateRuleRequest expression) {
        return api.validateRule(UriBinding.bindBody(uri, expression));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "GetRule", summary = "Read a rule")
    public Rule getRule(@Context UriInfo uri) {
        return api.getRule(UriBinding.bind(uri, GetRuleRequest.getDefaultInstance()));
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "UpdateRule", summary = "Replace a rule")
    @ApiResponse(responseCode = "409", description = "The rule has another version, or the name is taken.")
    public Rule updateRule(@Context UriInfo uri, UpdateRuleRequest rule) {
        return api.updateRule(UriBinding.bindBody(uri, rule));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "DeleteRule", summary = "Delete a rule")
    public DeleteRuleResponse deleteRule(@Context UriInfo uri) {
        return api.deleteRule(UriBinding.bind(uri, DeleteRuleRequest.getDefaultInstance()));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(operationId = "EnableRule", summary = "Enable a rule")
    public Rule enableRule(@Context UriInfo uri) {
        return api.enableRule(UriBinding.bind(uri, EnableRuleRequest.getDefaultInstance()));
    }

    @POST
    @Path("/{id}/disable")
    @Operation(operationId = "DisableRule", summary = "Disable a rule")
    public Rule disableRule(@Context UriInfo uri) {
        return api.disableRule(UriBinding.bind(uri, DisableRuleRequest.getDefaultInstance()));
    }
}
