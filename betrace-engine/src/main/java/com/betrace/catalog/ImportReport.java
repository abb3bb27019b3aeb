package com.betrace.catalog;

import com.betrace.model.FieldViolation;
import com.betrace.model.SharedKey;
import com.betrace.model.TestFailure;
import com.betrace.rule.RuleIssue;
import java.util.List;

/**
 * What became of a bundle.
 *
 * @param results names by kind and name, then rules in the order of the bundle
 * @param applied false where something was refused that was to be done as a whole, or in a dry run
 */
public record ImportReport(List<ImportResult> results, boolean applied) {

    public ImportReport {
        results = List.copyOf(results);
    }

    /** What a part is. */
    public enum Kind {
        LIST,
        LOOKUP,
        MACRO,
        RULE;

        static Kind of(SharedKey key) {
            return valueOf(key.kind().name());
        }
    }

    /** What became of one part. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** No longer in the directory that it came from. */
        DELETED,
        REFUSED,
        /** Good in itself, but not done because something else was refused. */
        SKIPPED
    }

    /**
     * What became of one rule or name.
     *
     * @param place where it stands in the bundle, for people
     * @param storedDisabled true for a rule that is stored without judging because its tests fail
     * @param error why it is refused; empty where it is not
     * @param version its version now; 0 where it is not stored
     */
    public record ImportResult(
            Kind kind,
            String id,
            String place,
            Outcome outcome,
            boolean storedDisabled,
            String error,
            List<FieldViolation> fields,
            List<RuleIssue> issues,
            List<TestFailure> failingTests,
            long version) {

        public ImportResult {
            fields = List.copyOf(fields);
            issues = List.copyOf(issues);
            failingTests = List.copyOf(failingTests);
        }
    }

    /** Those that were refused. */
    public List<ImportResult> refused() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.REFUSED)
                .toList();
    }

    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
