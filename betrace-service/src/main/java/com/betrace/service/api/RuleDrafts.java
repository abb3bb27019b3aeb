package com.betrace.service.api;

import com.betrace.catalog.RuleDraft;
import com.betrace.model.Completion;
import com.betrace.model.Excerpt;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as authors send them; absent and empty fields mean the defaults. */
final class RuleDrafts {

    private static final int MAX_QUOTED = 40;

    private RuleDrafts() {}

    static RuleDraft of(CreateRuleRequest request) {
        return new RuleDraft(
                request.getId(), definition(request), request.hasEnabled() ? (Boolean) request.getEnabled() : null);
    }

    static RuleDraft of(UpdateRuleRequest request) {
        return of(likeNew(request));
    }

    static RuleDefinition definition(ValidateRuleRequest request) {
        return definition(likeNew(request));
    }

    /** The same draft in the message that has all fields of one: fields of one name have one meaning. */
    private static CreateRuleRequest likeNew(Message request) {
        CreateRuleRequest.Builder draft = CreateRuleRequest.newBuilder();
        request.getAllFields().forEach((field, value) -> {
            FieldDescriptor same = CreateRuleRequest.getDescriptor().findFieldByName(field.getName());
            if (same != null) {
                draft.setField(same, value);
            }
        });
        return draft.build();
    }

    private static RuleDefinition definition(CreateRuleRequest draft) {
        Severity severity = Fields.severity(draft.getSeverity());
        return RuleDefinition.builder(draft.getName(), draft.getExpression())
                .description(draft.getDescription())
                .severity(severity == null ? Severity.MEDIUM : severity)
                .tags(draft.getTagsList())
                .params(RuleParams.toModel(draft.getParams()))
                .mode(Fields.choice("mode", draft.getMode(), RuleMode.values()))
                .owner(draft.getOwner())
                .runbook(draft.getRunbook())
                .controls(draft.getControlsList())
                .message(draft.getMessage())
                .fingerprint(draft.getFingerprintList())
                .onPartial(Fields.choice("on_partial", draft.getOnPartial(), PartialPolicy.values()))
                .completion(completion(draft.getCompletion()))
                .exceptions(exceptions(draft.getExceptionsList()))
                .build();
    }

    private static Completion completion(com.betrace.v1.Completion completion) {
        return new Completion(
                completion.hasSkew() ? Durations.toModel("completion.skew", completion.getSkew()) : null,
                Fields.choice("completion.local_root", completion.getLocalRoot(), LocalRootPolicy.values()));
    }

    private static List<Exemption> exceptions(List<com.betrace.v1.Exemption> exceptions) {
        List<Exemption> result = new ArrayList<>(exceptions.size());
        for (com.betrace.v1.Exemption exception : exceptions) {
            result.add(new Exemption(
                    exception.getWhen(),
                    exception.getOwner(),
                    exception.getReason(),
                    day("exceptions[" + result.size() + "].expires", exception.getExpires())));
        }
        return result;
    }

    private static @Nullable LocalDate day(String field, String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw RequestException.invalidField(
                    field,
                    "'" + Excerpt.of(text, MAX_QUOTED) + "' is not a day, expected YYYY-MM-DD such as 2027-01-31");
        }
    }
}
