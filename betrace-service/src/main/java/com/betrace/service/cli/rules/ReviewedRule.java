package com.betrace.service.cli.rules;

import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a file.
 *
 * @param path such as {@code rules[3]}
 * @param compiles false where it is refused; its tests are not run then
 * @param failures tests that do not hold
 */
record ReviewedRule(
        String file,
        int line,
        String path,
        String id,
        boolean compiles,
        List<ReviewedTest> tests,
        List<TestFailure> failures) {

    ReviewedRule {
        tests = List.copyOf(tests);
        failures = List.copyOf(failures);
    }

    /** A test and where it stands. */
    record ReviewedTest(RuleTest test, int line, int column) {}

    Optional<TestFailure> failure(ReviewedTest test) {
        return failures.stream()
                .filter(failure -> failure.test().equals(test.test().name()))
                .findFirst();
    }
}
