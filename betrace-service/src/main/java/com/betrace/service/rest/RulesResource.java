package com.betrace.service.rest;

import com.betrace.service.api.RuleApi;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.RuleFileApi;
import com.betrace.service.api.TrialApi;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.betrace.v1.BacktestRuleRequest;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.EvaluateRuleRequest;
import com.betrace.v1.EvaluateRuleResponse;
import com.betrace.v1.ExportRulesRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.ImportRulesResponse;
import com.betrace.v1.ListRuleVersionsRequest;
import com.betrace.v1.ListRuleVersionsResponse;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.RollbackRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleFile;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
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

/** The RuleService over REST. */
@Path("/api/rules")
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
@Tag(name = "Rules")
public final class RulesResource {

    private final RuleApi api;
    private final RuleFileApi files;
    private final TrialApi trials;

    public RulesResource(RuleApis apis) {
        this.api = apis.rules();
        this.files = apis.files();
        this.trials = apis.trials();
    }

    @GET
    @Operation(operationId = "ListRules", summary = "List rules")
    public ListRulesResponse listRules(@Context UriInfo uri) {
        return api.listRules(UriBinding.bind(uri, ListRulesRequest.getDefaultInstance()));
    }

    @POST
    @Operation(operationId = "CreateRule", summary = "Create a rule")
    @ApiResponse(responseCode = "409", description = "The id or the name is taken.")
    public Rule createRule(@Context UriInfo uri, @Context HttpServletRequest caller, CreateRuleRequest rule) {
        return api.createRule(UriBinding.bindBody(uri, rule), Caller.actor(caller));
    }

    @POST
    @Path("/validate")
    @Operation(operationId = "ValidateRule", summary = "Check an expression")
    public ValidateRuleResponse validateRule(@Context UriInfo uri, ValidateRuleRequest expression) {
        return api.validateRule(UriBinding.bindBody(uri, expression));
    }

    @POST
    @Path("/import")
    @Operation(operationId = "ImportRules", summary = "Import a rule file")
    public ImportRulesResponse importRules(@Context UriInfo uri, @Context HttpServletRequest caller, RuleFile file) {
        ImportRulesRequest request = ImportRulesRequest.getDefaultInstance();
        return files.importRules(UriBinding.bindBody(uri, request, "file", file), Caller.actor(caller));
    }

    @GET
    @Path("/export")
    @Operation(operationId = "ExportRules", summary = "Export rules as a file")
    public RuleFile exportRules(@Context UriInfo uri) {
        return files.exportRules(UriBinding.bind(uri, ExportRulesRequest.getDefaultInstance()));
    }

    @POST
    @Path("/evaluate")
    @Operation(operationId = "EvaluateRule", summary = "Try a rule on traces")
    public EvaluateRuleResponse evaluateRule(@Context UriInfo uri, EvaluateRuleRequest request) {
        return trials.evaluateRule(UriBinding.bindBody(uri, request));
    }

    @POST
    @Path("/backtest")
    @Operation(operationId = "BacktestRule", summary = "Compare a draft with the live rule")
    public BacktestRuleResponse backtestRule(@Context UriInfo uri, BacktestRuleRequest request) {
        return trials.backtestRule(UriBinding.bindBody(uri, request));
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
    @ApiResponse(
            responseCode = "409",
            description = "The rule has another version, is kept in a file, its tests fail, or the name is taken.")
    public Rule updateRule(@Context UriInfo uri, @Context HttpServletRequest caller, UpdateRuleRequest rule) {
        return api.updateRule(UriBinding.bindBody(uri, rule), Caller.actor(caller));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "DeleteRule", summary = "Delete a rule")
    public DeleteRuleResponse deleteRule(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.deleteRule(UriBinding.bind(uri, DeleteRuleRequest.getDefaultInstance()), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(operationId = "EnableRule", summary = "Enable a rule")
    public Rule enableRule(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.enableRule(UriBinding.bind(uri, EnableRuleRequest.getDefaultInstance()), Caller.actor(caller));
    }

    @POST
    @Path("/{id}/disable")
    @Operation(operationId = "DisableRule", summary = "Disable a rule")
    public Rule disableRule(@Context UriInfo uri, @Context HttpServletRequest caller) {
        return api.disableRule(UriBinding.bind(uri, DisableRuleRequest.getDefaultInstance()), Caller.actor(caller));
    }

    @GET
    @Path("/{id}/versions")
    @Operation(operationId = "ListRuleVersions", summary = "List the versions of a rule")
    public ListRuleVersionsResponse listRuleVersions(@Context UriInfo uri) {
        return api.listRuleVersions(UriBinding.bind(uri, ListRuleVersionsRequest.getDefaultInstance()));
    }

    @POST
    @Path("/{id}/rollback")
    @Operation(operationId = "RollbackRule", summary = "Return to an earlier version")
    @ApiResponse(
            responseCode = "409",
            description = "The rule has another version, is kept in a file, or its tests fail.")
    public Rule rollbackRule(@Context UriInfo uri, @Context HttpServletRequest caller, RollbackRuleRequest rollback) {
        return api.rollbackRule(UriBinding.bindBody(uri, rollback), Caller.actor(caller));
    }
}
