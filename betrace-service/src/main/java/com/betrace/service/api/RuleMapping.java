package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.RuleDraft;
import com.betrace.model.Rule;
import com.betrace.model.Severity;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleIssue;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.RuleScope;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import org.jspecify.annotations.Nullable;

/** Rules, their drafts and their issues as messages. */
final class RuleMapping {

    private RuleMapping() {}

    static com.betrace.v1.Rule toMessage(CatalogedRule cataloged) {
        Rule rule = cataloged.rule();
        return com.betrace.v1.Rule.newBuilder()
                .setId(rule.id())
                .setName(rule.name())
                .setDescription(rule.description())
                .setExpression(rule.expression())
                .setEnabled(rule.enabled())
                .setSeverity(rule.severity().name())
                .addAllTags(rule.tags())
                .setCreatedAt(Timestamps.toMessage(rule.createdAt()))
                .setUpdatedAt(Timestamps.toMessage(rule.updatedAt()))
                .setVersion(rule.version())
                .setScope(toMessage(cataloged.scope()))
                .addAllIssues(
                        cataloged.issues().stream().map(RuleMapping::toMessage).toList())
                .build();
    }

    static com.betrace.v1.RuleIssue toMessage(RuleIssue issue) {
        String suggestion = issue.suggestion();
        return com.betrace.v1.RuleIssue.newBuilder()
                .setSeverity(issue.level().name())
                .setCode(issue.code())
                .setLine(issue.line())
                .setColumn(issue.column())
                .setMessage(issue.message())
                .setSnippet(issue.snippet())
                .setSuggestion(suggestion == null ? "" : suggestion)
                .build();
    }

    static ValidateRuleResponse toMessage(RuleCompilation compilation) {
        ValidateRuleResponse.Builder response = ValidateRuleResponse.newBuilder()
                .addAllIssues(compilation.issues().stream()
                        .map(RuleMapping::toMessage)
                        .toList());
        var program = compilation.program();
        if (program != null) {
            response.setValid(true)
                    .setScope(toMessage(program.scope()))
                    .addAllAttributes(program.attributes().stream().sorted().toList());
        }
        return response.build();
    }

    static RuleDraft toDraft(CreateRuleRequest request) {
        return new RuleDraft(
                request.getId(),
                request.getName(),
                request.getDescription(),
                request.getExpression(),
                request.hasEnabled() ? request.getEnabled() : null,
                severityOrDefault(request.getSeverity()),
                request.getTagsList());
    }

    static RuleDraft toDraft(UpdateRuleRequest request) {
        return new RuleDraft(
                request.getId(),
                request.getName(),
                request.getDescription(),
                request.getExpression(),
                request.hasEnabled() ? request.getEnabled() : null,
                severityOrDefault(request.getSeverity()),
                request.getTagsList());
    }

    private static Severity severityOrDefault(String name) {
        Severity given = Fields.severity(name);
        return given == null ? Severity.MEDIUM : given;
    }

    private static RuleScope toMessage(com.betrace.rule.@Nullable RuleScope scope) {
        return scope == null ? RuleScope.RULE_SCOPE_UNSPECIFIED : RuleScope.valueOf(scope.name());
    }
}
