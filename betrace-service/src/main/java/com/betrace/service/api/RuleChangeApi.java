package com.betrace.service.api;

import com.betrace.catalog.RuleCatalog;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleTest;
import com.betrace.model.Trace;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.rulecase.CompactWriter;
import com.betrace.store.RecentTraces;
import com.betrace.store.ViolationStore;
import com.betrace.v1.DraftExceptionRequest;
import com.betrace.v1.DraftTestRequest;
import com.betrace.v1.Exemption;
import com.betrace.v1.RuleChangeDraft;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import java.util.List;
import java.util.Optional;

/** Drafts changes of rules from what they found. Stores nothing. */
public final class RuleChangeApi {

    private static final int MAX_TRACE = 65_536;
    private static final int SHORT_ID = 8;

    /** What a test of a violation may expect. */
    private static final Verdict[] EXPECTED = {Verdict.VIOLATED, Verdict.SATISFIED};

    static final String NOT_KEPT =
            " is not among the traces that closed last: try again once it has closed, if it is still open";

    private final ViolationStore violations;
    private final RuleCatalog catalog;
    private final RecentTraces traces;
    private final TrialApi.Clocks clocks;

    public RuleChangeApi(ViolationStore violations, RuleCatalog catalog, RecentTraces traces, TrialApi.Clocks clocks) {
        this.violations = violations;
        this.catalog = catalog;
        this.traces = traces;
        this.clocks = clocks;
    }

    public RuleChangeDraft draftException(DraftExceptionRequest request, String actor) {
        ExceptionTerms terms = ExceptionTerms.of(request, clocks.wall().instant());
        Violation violation = violation(request.getId());
        Rule rule = catalog.get(violation.ruleId()).rule();
        Optional<Trace> trace = traces.find(violation.traceId());
        Exemption exemption = Exemption.newBuilder()
                .setWhen(ExceptionCondition.of(violation, trace))
                .setOwner(actor)
                .setReason(terms.reason())
                .setExpires(terms.expires().toString())
                .build();
        RuleDocument document = with(exemption, RuleDocuments.of(rule));
        RuleChangeDraft.Builder draft = draft(rule, violation, document)
                .addRemarks("it takes out every offender of this rule for which " + exemption.getWhen()
                        + ": narrow it where that is too much");
        DraftedRule drafted = new DraftedRule(catalog, document, clocks);
        if (trace.isEmpty()) {
            draft.addRemarks("it was not tried, because trace " + violation.traceId() + NOT_KEPT
                    + (violation.offenderCount() > 1
                            ? ", and is for the first of " + violation.offenderCount() + " offenders only"
                            : ""));
        } else if (drafted.stillFinds(violation, trace.get())) {
            draft.addRemarks("it is not enough: trace " + violation.traceId() + " violates the rule with it too");
        }
        return draft.build();
    }

    /** One with the same condition is renewed. */
    private static RuleDocument with(Exemption exemption, RuleDocument rule) {
        return rule.toBuilder()
                .clearExceptions()
                .addAllExceptions(rule.getExceptionsList().stream()
                        .filter(other -> !other.getWhen().equals(exemption.getWhen()))
                        .toList())
                .addExceptions(exemption)
                .build();
    }

    public RuleChangeDraft draftTest(DraftTestRequest request) {
        Verdict expect = Fields.choice("expect", request.getExpect(), EXPECTED);
        Violation violation = violation(request.getId());
        Rule rule = catalog.get(violation.ruleId()).rule();
        CompactWriter.Written trace = written(violation);
        RuleTest test = new RuleTest(name(request, violation), expect, List.of(), trace.text(), List.of());
        RuleDocument document = RuleDocuments.of(rule).toBuilder()
                .addTests(RuleDocuments.test(test))
                .build();
        RuleChangeDraft.Builder draft = draft(rule, violation, document);
        trace.lost().stream()
                .sorted()
                .forEach(what -> draft.addRemarks("its trace is without " + what + ", which tests cannot say"));
        new DraftedRule(catalog, document, clocks)
                .failures(test)
                .forEach(failure -> draft.addRemarks("it does not hold by the rule as it is: " + failure.message()));
        return draft.build();
    }

    private CompactWriter.Written written(Violation violation) {
        Trace trace = traces.find(violation.traceId())
                .orElseThrow(() -> new RequestException(
                        ErrorCode.FAILED_PRECONDITION,
                        "the trace of violation '" + violation.id().hex() + "', " + violation.traceId() + ","
                                + NOT_KEPT));
        CompactWriter.Written written = CompactWriter.write(trace.spans());
        if (written.text().length() > MAX_TRACE) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "trace " + trace.id() + " has " + written.text().length()
                            + " characters as a test, expected at most " + MAX_TRACE);
        }
        return written;
    }

    private static String name(DraftTestRequest request, Violation violation) {
        return request.getName().isEmpty()
                ? "violation " + violation.id().hex().substring(0, SHORT_ID)
                : request.getName();
    }

    private Violation violation(String text) {
        ViolationId id = Fields.violationId(text);
        return violations.get(id).orElseThrow(() -> RequestException.notFound("violation", id.hex()));
    }

    private static RuleChangeDraft.Builder draft(Rule rule, Violation violation, RuleDocument document) {
        RuleChangeDraft.Builder draft =
                RuleChangeDraft.newBuilder().setFile(RuleFile.newBuilder().addRules(document));
        if (rule.provenance().isFile()) {
            draft.addRemarks("the rule is kept in " + rule.provenance().location() + ": put the change there");
        }
        if (rule.version() != violation.ruleVersion()) {
            draft.addRemarks("the rule is at version " + rule.version() + ", and the violation was found by version "
                    + violation.ruleVersion());
        }
        return draft;
    }
}
