package com.betrace.catalog;

import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleIssue;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of a draft that nobody stores. */
final class DraftReport {

    private DraftReport() {}

    /** @param definition the draft as it was given, of which the entry may have left out what is too large */
    static CatalogedRule of(CatalogEntry entry, RuleDefinition definition) {
        List<RuleIssue> problems = TermsCheck.of(definition).stream()
                .map(violation -> RuleIssue.ofField(violation.field(), violation.description()))
                .toList();
        if (problems.isEmpty()) {
            return entry.cataloged();
        }
        List<RuleIssue> issues = new ArrayList<>(entry.issues());
        issues.addAll(problems);
        return new CatalogedRule(entry.rule(), null, issues, List::of);
    }
}
