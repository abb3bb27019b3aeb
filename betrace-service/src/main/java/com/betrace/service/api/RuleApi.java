package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleFilter;
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
import java.util.List;

/** The RuleService. */
public final class RuleApi {

    private final RuleCatalog catalog;

    public RuleApi(RuleCatalog catalog) {
        this.catalog = catalog;
    }

    public ListRulesResponse listRules(ListRulesRequest request) {
        List<CatalogedRule> rules = catalog.list(new RuleFilter(
                request.getEnabledOnly(), Fields.severity(request.getSeverity()), request.getTagsList()));
        return ListRulesResponse.newBuilder()
                .addAllRules(rules.stream().map(RuleMapping::toMessage).toList())
                .setTotalCount(rules.size())
                .build();
    }

    public Rule createRule(CreateRuleRequest request) {
        return RuleMapping.toMessage(catalog.create(RuleMapping.toDraft(request)));
    }

    public Rule getRule(GetRuleRequest request) {
        return RuleMapping.toMessage(catalog.get(request.getId()));
    }

    public Rule updateRule(UpdateRuleRequest request) {
        Long expectedVersion = request.hasVersion() ? (Long) request.getVersion() : null;
        return RuleMapping.toMessage(catalog.update(RuleMapping.toDraft(request), expectedVersion));
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        catalog.delete(request.getId());
        return DeleteRuleResponse.newBuilder().setSuccess(true).build();
    }

    public Rule enableRule(EnableRuleRequest request) {
        return RuleMapping.toMessage(catalog.enable(request.getId()));
    }

    public Rule disableRule(DisableRuleRequest request) {
        return RuleMapping.toMessage(catalog.disable(request.getId()));
    }

    public ValidateRuleResponse validateRule(ValidateRuleRequest request) {
        return RuleMapping.toMessage(catalog.validate(request.getExpression()));
    }
}
