package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleFilter;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.RequestException;
import com.betrace.model.RuleVersion;
import com.betrace.store.RuleStore;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ListRuleVersionsRequest;
import com.betrace.v1.ListRuleVersionsResponse;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.RollbackRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** The RuleService. */
public final class RuleApi {

    private static final int DEFAULT_VERSIONS = 20;

    private final RuleCatalog catalog;
    private final Function<com.betrace.model.Rule, RuleState> health;
    private final InstantSource clock;

    /**
     * The service of a catalog.
     *
     * @param health how a version of a rule fares
     * @param clock tells the day, on which exceptions expire
     */
    public RuleApi(RuleCatalog catalog, Function<com.betrace.model.Rule, RuleState> health, InstantSource clock) {
        this.catalog = catalog;
        this.health = health;
        this.clock = clock;
    }

    public ListRulesResponse listRules(ListRulesRequest request) {
        List<CatalogedRule> rules = catalog.list(new RuleFilter(
                request.getEnabledOnly(), Fields.severity(request.getSeverity()), request.getTagsList()));
        return ListRulesResponse.newBuilder()
                .addAllRules(rules.stream().map(this::toMessage).toList())
                .setTotalCount(rules.size())
                .build();
    }

    public Rule createRule(CreateRuleRequest request, String actor) {
        return toMessage(catalog.create(RuleDrafts.of(request), actor));
    }

    public Rule getRule(GetRuleRequest request) {
        return toMessage(catalog.get(request.getId()));
    }

    public Rule updateRule(UpdateRuleRequest request, String actor) {
        Long expectedVersion = request.hasVersion() ? (Long) request.getVersion() : null;
        return toMessage(catalog.update(RuleDrafts.of(request), expectedVersion, actor));
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request, String actor) {
        catalog.delete(request.getId(), actor);
        return DeleteRuleResponse.newBuilder().setSuccess(true).build();
    }

    public Rule enableRule(EnableRuleRequest request, String actor) {
        return toMessage(catalog.enable(request.getId(), actor));
    }

    public Rule disableRule(DisableRuleRequest request, String actor) {
        return toMessage(catalog.disable(request.getId(), actor));
    }

    public ValidateRuleResponse validateRule(ValidateRuleRequest request) {
        return RuleMapping.toMessage(catalog.validate("validate", RuleDrafts.definition(request)));
    }

    public ListRuleVersionsResponse listRuleVersions(ListRuleVersionsRequest request) {
        int limit = request.getLimit() == 0 ? DEFAULT_VERSIONS : request.getLimit();
        if (limit < 1 || limit > RuleStore.VERSIONS_KEPT) {
            throw RequestException.invalidField(
                    "limit",
                    "is " + limit + ", expected 1 to " + RuleStore.VERSIONS_KEPT + ", or 0 for " + DEFAULT_VERSIONS);
        }
        List<RuleVersion> all = catalog.history(request.getId());
        return ListRuleVersionsResponse.newBuilder()
                .addAllVersions(RuleVersions.toMessages(all, limit))
                .setTotalCount(all.size())
                .build();
    }

    public Rule rollbackRule(RollbackRuleRequest request, String actor) {
        if (request.getToVersion() < 1) {
            throw RequestException.invalidField("to_version", "is required, the version to return to");
        }
        Long expectedVersion = request.hasVersion() ? (Long) request.getVersion() : null;
        return toMessage(catalog.rollBack(request.getId(), request.getToVersion(), expectedVersion, actor));
    }

    private Rule toMessage(CatalogedRule cataloged) {
        return RuleMapping.toMessage(
                cataloged, health.apply(cataloged.rule()), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
