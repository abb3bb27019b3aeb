package com.betrace.service.cli.rules;

import com.betrace.model.TestFailure;
import com.betrace.model.Verdict;
import com.betrace.service.cli.rules.ReviewedRule.ReviewedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What came of the tests of rule files; also what {@code --json} prints.
 *
 * @param untested ids of rules without tests
 * @param errors of rules that do not compile, and of files that cannot be read
 */
record TestReport(
        boolean ok,
        int files,
        int rules,
        int tests,
        int passed,
        int failed,
        List<String> untested,
        List<Remark> errors,
        List<TestOutcome> results) {

    /** @param chosen which rules, by id */
    static TestReport of(RuleReview review, Predicate<String> chosen) {
        List<ReviewedRule> rules =
                review.rules().stream().filter(rule -> chosen.test(rule.id())).toList();
        List<Remark> errors = review.remarks().stream()
                .filter(Remark::isError)
                .filter(error -> error.rule().isEmpty() || chosen.test(error.rule()))
                .toList();
        List<TestOutcome> results = new ArrayList<>();
        rules.stream()
                .filter(ReviewedRule::compiles)
                .forEach(rule -> rule.tests().forEach(test -> results.add(outcome(rule, test))));
        int failed = (int) results.stream().filter(result -> !result.passed()).count();
        return new TestReport(
                failed == 0 && errors.isEmpty(),
                review.files().size(),
                rules.size(),
                results.size(),
                results.size() - failed,
                failed,
                rules.stream()
                        .filter(rule -> rule.compiles() && rule.tests().isEmpty())
                        .map(ReviewedRule::id)
                        .toList(),
                errors,
                results);
    }

    private static TestOutcome outcome(ReviewedRule rule, ReviewedTest test) {
        String expected = test.test().expect().name();
        TestFailure failure = rule.failure(test).orElse(null);
        Verdict actual = failure == null ? test.test().expect() : failure.actual();
        return new TestOutcome(
                rule.file(),
                test.line(),
                test.column(),
                rule.id(),
                test.test().name(),
                failure == null,
                expected,
                actual == null ? "" : actual.name(),
                failure == null ? "" : failure.message());
    }
}
