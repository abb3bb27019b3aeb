package com.betrace.service.api;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.model.FieldViolation;
import com.betrace.model.TestFailure;
import com.betrace.model.Verdict;
import com.betrace.v1.FieldError;
import com.betrace.v1.ImportResult;
import com.betrace.v1.ImportRulesResponse;

/** What became of an import, as messages. */
final class ImportMapping {

    private ImportMapping() {}

    static ImportRulesResponse toMessage(ImportReport report) {
        ImportRulesResponse.Builder message = ImportRulesResponse.newBuilder()
                .setCreated((int) report.count(Outcome.CREATED))
                .setUpdated((int) report.count(Outcome.UPDATED))
                .setUnchanged((int) report.count(Outcome.UNCHANGED))
                .setRefused((int) report.count(Outcome.REFUSED))
                .setApplied(report.applied());
        report.results().forEach(result -> message.addResults(toMessage(result)));
        return message.build();
    }

    private static ImportResult toMessage(ImportReport.ImportResult result) {
        ImportResult.Builder message = ImportResult.newBuilder()
                .setKind(result.kind().name())
                .setId(result.id())
                .setOutcome(result.outcome().name())
                .setStoredDisabled(result.storedDisabled())
                .setError(result.error())
                .addAllIssues(RuleIssues.toMessages(result.issues()))
                .setVersion(result.version());
        result.failingTests().forEach(failure -> message.addFailingTests(toMessage(failure)));
        result.fields().forEach(field -> message.addFieldErrors(toMessage(field)));
        return message.build();
    }

    private static FieldError toMessage(FieldViolation field) {
        return FieldError.newBuilder()
                .setField(field.field())
                .setDescription(field.description())
                .build();
    }

    static com.betrace.v1.TestFailure toMessage(TestFailure failure) {
        Verdict actual = failure.actual();
        return com.betrace.v1.TestFailure.newBuilder()
                .setName(failure.test())
                .setMessage(failure.message())
                .setExpected(failure.expected().name())
                .setActual(actual == null ? "" : actual.name())
                .build();
    }
}
