package com.betrace.catalog;

import com.betrace.model.RuleTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the tests of a rule may hold; whether they can be read shows when they are run. */
final class TestsCheck {

    private static final int MAX_TESTS = 100;
    private static final int MAX_NAME = 200;
    private static final int MAX_TRACE = 65_536;
    private static final int MAX_TRACES = 262_144;
    private static final int MAX_IDS = 1_000;

    private TestsCheck() {}

    static void of(List<RuleTest> tests, FieldProblems problems) {
        problems.atMost("tests", tests, MAX_TESTS);
        int together = tests.stream().mapToInt(test -> test.trace().length()).sum();
        if (together > MAX_TRACES) {
            problems.add(
                    "tests", "have traces of " + together + " characters together, expected at most " + MAX_TRACES);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(tests.size(), MAX_TESTS); i++) {
            RuleTest test = tests.get(i);
            String field = "tests[" + i + "].";
            problems.required(field + "name", test.name());
            problems.atMost(field + "name", test.name(), MAX_NAME);
            if (!test.name().isBlank() && !names.add(test.name())) {
                problems.add(field + "name", "'" + FieldProblems.quoted(test.name()) + "' is the name of another test");
            }
            problems.required(field + "trace", test.trace());
            problems.atMost(field + "trace", test.trace(), MAX_TRACE);
            problems.atMost(field + "offenders", test.offenders(), MAX_IDS);
            problems.atMost(field + "arrive", test.arrive(), MAX_IDS);
        }
    }
}
