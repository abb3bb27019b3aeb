package com.betrace.catalog;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.rule.RuleIssue;
import java.util.List;
import java.util.stream.Stream;

/** A rule that does not compile. The message is the first error's, with its snippet. */
public final class InvalidRuleException extends RequestException {

    private static final long serialVersionUID = 1;

    private final transient List<RuleIssue> issues;

    /** @param issues all of the compilation, at least one of them an error */
    public InvalidRuleException(List<RuleIssue> issues) {
        super(
                ErrorCode.INVALID_ARGUMENT,
                describe(firstError(issues)),
                errors(issues).map(InvalidRuleException::violation).toList());
        this.issues = List.copyOf(issues);
    }

    public List<RuleIssue> issues() {
        return issues;
    }

    private static Stream<RuleIssue> errors(List<RuleIssue> issues) {
        return issues.stream().filter(issue -> issue.level() == RuleIssue.Level.ERROR);
    }

    private static RuleIssue firstError(List<RuleIssue> issues) {
        return errors(issues).findFirst().orElseThrow(() -> new IllegalArgumentException("no error among " + issues));
    }

    private static FieldViolation violation(RuleIssue error) {
        return new FieldViolation(error.field(), place(error) + error.message());
    }

    private static String describe(RuleIssue error) {
        return error.field() + ": " + place(error) + error.message() + "\n" + error.snippet();
    }

    private static String place(RuleIssue error) {
        return "line " + error.line() + ", column " + error.column() + ": ";
    }
}
