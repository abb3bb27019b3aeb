package com.betrace.service.cli.rules;

import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Kind;
import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.FieldViolation;
import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleIssue;
import java.util.ArrayList;
import java.util.List;

/** Tells what the catalog says of one part, with the places of the part's file. */
final class ResultRemarks {

    private final FilePart part;
    private final RuleBundle bundle;

    ResultRemarks(FilePart part, RuleBundle bundle) {
        this.part = part;
        this.bundle = bundle;
    }

    List<Remark> of(ImportResult result) {
        String rule = result.kind() == Kind.RULE ? result.id() : "";
        List<Remark> remarks = new ArrayList<>();
        for (RuleIssue issue : result.issues()) {
            remarks.add(part.remark(rule, issue, text(result, issue.field())));
        }
        if (!result.error().isEmpty() && remarks.stream().noneMatch(Remark::isError)) {
            result.fields().forEach(field -> remarks.add(part.remark(rule, field(result, field), field.description())));
        }
        if (!result.error().isEmpty() && remarks.stream().noneMatch(Remark::isError)) {
            remarks.add(part.remark(rule, "", result.error() + otherPlace(result)));
        }
        return remarks;
    }

    /** What is defined twice is wrong as a whole, and the value of a name has no fields of its own. */
    private static String field(ImportResult result, FieldViolation violation) {
        boolean whole = violation.field().equals(result.place()) || result.kind() != Kind.RULE;
        return whole ? "" : violation.field();
    }

    private String text(ImportResult result, String field) {
        return bundle.rules().stream()
                .filter(rule -> rule.place().text().equals(result.place()))
                .map(rule -> text(rule.draft().definition(), field))
                .findFirst()
                .orElse("");
    }

    private static String text(RuleDefinition rule, String field) {
        if (field.equals(RuleIssue.EXPRESSION)) {
            return rule.expression();
        }
        if (field.equals("message")) {
            return rule.message();
        }
        int open = field.indexOf('[');
        int close = field.indexOf(']');
        if (open < 0 || close < open) {
            return "";
        }
        int index = Integer.parseInt(field.substring(open + 1, close));
        return field.startsWith("fingerprint")
                ? rule.fingerprint().get(index)
                : field.endsWith(".when") ? rule.exceptions().get(index).when() : "";
    }

    /** Two rules of one name are two places to look at. */
    private String otherPlace(ImportResult result) {
        for (BundledRule mine : bundle.rules()) {
            if (!mine.place().text().equals(result.place())) {
                continue;
            }
            String name = mine.draft().definition().name();
            return bundle.rules().stream()
                    .filter(other ->
                            other != mine && other.draft().definition().name().equals(name))
                    .map(other -> ": " + other.place().text() + " and " + result.place())
                    .findFirst()
                    .orElse("");
        }
        return "";
    }
}
