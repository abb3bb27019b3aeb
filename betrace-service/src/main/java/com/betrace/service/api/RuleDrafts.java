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
import com.betrace.model.RuleTest;
import com.betrace.model.Severity;
import com.betrace.model.Verdict;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as authors send them; absent and empty fields mean the defaults. */
public final class RuleDrafts {

    private static final int MAX_QUOTED = 40;

    private RuleDrafts() {}

    static RuleDraft of(CreateRuleRequest request) {
        return of(document(request));
    }

    static RuleDraft of(UpdateRuleRequest request) {
        return of(document(request));
    }

    public static RuleDraft of(RuleDocument document) {
        return new RuleDraft(
                document.getId(), definition(document), document.hasEnabled() ? (Boolean) document.getEnabled() : null);
    }

    static RuleDefinition definition(ValidateRuleRequest request) {
        return definition(document(request));
    }

    /** The document in a request: fields of one name have one meaning. */
    private static RuleDocument document(Message request) {
        RuleDocument.Builder document = RuleDocument.newBuilder();
        request.getAllFields().forEach((field, value) -> {
            FieldDescriptor same = RuleDocument.getDescriptor().findFieldByName(field.getName());
            if (same != null) {
                document.setField(same, value);
            }
        });
        return document.build();
    }

    private static RuleDefinition definition(RuleDocument draft) {
        Severity severity = Fields.severity(draft.getSeverity());
        return RuleDefinition.builder(draft.getName(), draft.getExpression())
                .description(draft.getDescription())
                .severity(severity == null ? Severity.MEDIUM : severity)
                .tags(draft.getTagsList())
                .params(RuleParams.toModel("params", draft.getParams()))
                .mode(Fields.choice("mode", draft.getMode(), RuleMode.values()))
                .owner(draft.getOwner())
                .runbook(draft.getRunbook())
                .controls(draft.getControlsList())
                .message(draft.getMessage())
                .fingerprint(draft.getFingerprintList())
                .onPartial(Fields.choice("on_partial", draft.getOnPartial(), PartialPolicy.values()))
                .completion(completion(draft.getCompletion()))
                .exceptions(exceptions(draft.getExceptionsList()))
                .tests(tests(draft.getTestsList()))
                .build();
    }

    private static Completion completion(com.betrace.v1.Completion completion) {
        return new Completion(
                completion.hasSkew() ? Durations.toModel("completion.skew", completion.getSkew()) : null,
                Fields.choice("completion.local_root", completion.getLocalRoot(), LocalRootPolicy.values()),
                completion.hasRootGrace()
                        ? Durations.toModel("completion.root_grace", completion.getRootGrace())
                        : null,
                completion.hasIdle() ? Durations.toModel("completion.idle", completion.getIdle()) : null,
                completion.hasMaxAge() ? Durations.toModel("completion.max_age", completion.getMaxAge()) : null);
    }

    private static List<RuleTest> tests(List<com.betrace.v1.RuleTest> tests) {
        List<RuleTest> result = new ArrayList<>(tests.size());
        for (com.betrace.v1.RuleTest test : tests) {
            result.add(new RuleTest(
                    test.getName(),
                    expectation("tests[" + result.size() + "].expect", test.getExpect()),
                    test.getOffendersList(),
                    test.getTrace(),
                    test.getArriveList()));
        }
        return result;
    }

    private static Verdict expectation(String field, String verdict) {
        if (verdict.isEmpty()) {
            throw RequestException.invalidField(field, "is required, one of " + Arrays.toString(Verdict.values()));
        }
        return Fields.choice(field, verdict, Verdict.values());
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
