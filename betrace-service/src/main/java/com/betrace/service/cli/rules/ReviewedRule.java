package com.betrace.service.cli.rules;

import com.betrace.model.RuleTest;
import com.betrace.model.TestFailure;
import com.betrace.rule.CompiledRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a file.
 *
 * @param path such as {@code rules[3]}
 * @param program null where it is refused; its tests are not run then
 * @param failures tests that do not hold
 */
record ReviewedRule(
        String file,
        int line,
        String path,
        String id,
        @Nullable CompiledRule program,
        List<ReviewedTest> tests,
        List<TestFailure> failures) {

    ReviewedRule {
        tests = List.copyOf(tests);
        failures = List.copyOf(failures);
    }

    /** A test and where it stands. */
    record ReviewedTest(RuleTest test, int line, int column) {}

    boolean compiles() {
        return program != null;
    }

    Optional<TestFailure> failure(ReviewedTest test) {
        return failures.stream()
                .filter(failure -> failure.test().equals(test.test().name()))
                .findFirst();
    }
}
