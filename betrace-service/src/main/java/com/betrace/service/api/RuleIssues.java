package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.model.Exemption;
import com.betrace.rule.RuleIssue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is to be said about a rule's texts, as messages. */
final class RuleIssues {

    private RuleIssues() {}

    static com.betrace.v1.RuleIssue toMessage(RuleIssue issue) {
        String suggestion = issue.suggestion();
        return com.betrace.v1.RuleIssue.newBuilder()
                .setSeverity(issue.level().name())
                .setCode(issue.code())
                .setLine(issue.line())
                .setColumn(issue.column())
                .setMessage(issue.message())
                .setSnippet(issue.snippet())
                .setSuggestion(suggestion == null ? "" : suggestion)
                .setField(issue.field())
                .build();
    }

    static List<com.betrace.v1.RuleIssue> toMessages(List<RuleIssue> issues) {
        return issues.stream().map(RuleIssues::toMessage).toList();
    }

    /** Those of the compiler, then what has changed since by mere time: exceptions that have expired. */
    static List<RuleIssue> asOf(LocalDate today, CatalogedRule cataloged) {
        List<RuleIssue> all = new ArrayList<>(cataloged.issues());
        List<Exemption> exceptions = cataloged.rule().definition().exceptions();
        for (int i = 0; i < exceptions.size(); i++) {
            if (exceptions.get(i).isExpired(today)) {
                all.add(expired(
                        "exceptions[" + i + "].expires",
                        String.valueOf(exceptions.get(i).expires())));
            }
        }
        return all;
    }

    private static RuleIssue expired(String field, String day) {
        return new RuleIssue(
                RuleIssue.Level.WARNING,
                field,
                "expired-exception",
                1,
                1,
                "the exception held until " + day + " and applies no more; prolong or remove it",
                day + "\n^",
                null);
    }
}
