package com.betrace.catalog;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.TestFailure;
import java.util.List;
import java.util.stream.Collectors;

/** A change after which a rule would judge although its tests fail. */
public final class FailingTestsException extends RequestException {

    private static final long serialVersionUID = 1;

    private final transient List<TestFailure> failures;

    FailingTestsException(String ruleId, List<TestFailure> failures) {
        super(
                ErrorCode.FAILED_PRECONDITION,
                failures.size() + (failures.size() == 1 ? " test" : " tests") + " of rule '" + ruleId + "' "
                        + (failures.size() == 1 ? "fails: " : "fail: ") + describe(failures),
                failures.stream().map(FailingTestsException::violation).toList());
        this.failures = List.copyOf(failures);
    }

    public List<TestFailure> failures() {
        return failures;
    }

    private static String describe(List<TestFailure> failures) {
        return failures.stream()
                .map(failure -> "'" + failure.test() + "': " + failure.message())
                .collect(Collectors.joining("; "));
    }

    private static FieldViolation violation(TestFailure failure) {
        return new FieldViolation("tests['" + failure.test() + "']", failure.message());
    }
}
