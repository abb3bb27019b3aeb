package com.betrace.service.rulesdirectory;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Kind;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.rule.RuleIssue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports of the catalog as lines of text. */
final class ReportText {

    private static final Pattern LINE_END = Pattern.compile("\\R\\s*");
    private static final List<Outcome> CHANGES = List.of(Outcome.CREATED, Outcome.UPDATED, Outcome.DELETED);

    private ReportText() {}

    /** All that is refused, each problem on a line of its own, with its place. */
    static List<String> problems(ImportReport report) {
        return report.refused().stream().flatMap(ReportText::problems).toList();
    }

    private static Stream<String> problems(ImportResult refused) {
        return details(refused)
                .map(detail -> LINE_END.matcher(detail).replaceAll(" "))
                .map(detail -> placed(refused, detail))
                .distinct();
    }

    private static Stream<String> details(ImportResult refused) {
        List<String> errors = refused.issues().stream()
                .filter(issue -> issue.level() == RuleIssue.Level.ERROR)
                .map(issue -> issue.field() + ", line " + issue.line() + ", column " + issue.column() + ": "
                        + issue.message())
                .toList();
        if (!errors.isEmpty()) {
            return errors.stream();
        }
        if (!refused.failingTests().isEmpty()) {
            return refused.failingTests().stream().map(test -> "test '" + test.test() + "': " + test.message());
        }
        return refused.fields().isEmpty()
                ? Stream.of(refused.error())
                : refused.fields().stream()
                        .map(field -> field.field().equals(refused.place())
                                ? field.description()
                                : field.field() + ": " + field.description());
    }

    private static String placed(ImportResult refused, String detail) {
        String what = noun(refused.kind()) + " '" + refused.id() + "'";
        String place = refused.place().isEmpty() ? "" : refused.place() + ": ";
        return place + (detail.startsWith(what) ? "" : what + ": ") + detail;
    }

    private static String noun(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 12 rules and 3 shared names}. */
    static String contents(ImportReport report) {
        return counted(report.results().stream().filter(result -> result.outcome() != Outcome.DELETED));
    }

    /** What is no longer there, in the same words. */
    static String removed(ImportReport report) {
        return counted(report.results().stream().filter(result -> result.outcome() == Outcome.DELETED));
    }

    private static String counted(Stream<ImportResult> results) {
        List<ImportResult> all = results.toList();
        long rules = all.stream().filter(result -> result.kind() == Kind.RULE).count();
        long names = all.size() - rules;
        return plural(rules, "rule") + (names == 0 ? "" : " and " + plural(names, "shared name"));
    }

    /** Such as {@code 2 created, 1 updated}; empty where nothing has changed. */
    static String changes(ImportReport report) {
        return CHANGES.stream()
                .filter(outcome -> report.count(outcome) > 0)
                .map(outcome -> report.count(outcome) + " " + outcome.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
