package com.betrace.catalog;

import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Kind;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.RequestException;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import com.betrace.model.TestFailure;
import com.betrace.rule.RuleIssue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what an import came to, part by part. */
final class ImportAccount {

    private final RuleBundle bundle;
    private final BundleImport done;
    private final CatalogEdit edit;
    private final boolean skipping;

    /** @param skipping whether nothing is done where anything is refused */
    ImportAccount(RuleBundle bundle, BundleImport done, CatalogEdit edit, boolean skipping) {
        this.bundle = bundle;
        this.done = done;
        this.edit = edit;
        this.skipping = skipping && done.refusesAnything();
    }

    ImportReport report(boolean applied) {
        List<ImportResult> results = new ArrayList<>();
        bundle.names().stream().sorted(Comparator.comparing(BundledName::key)).forEach(name -> results.add(of(name)));
        done.keptNames()
                .forEach((key, reason) -> results.add(refused(
                        Kind.of(key),
                        key.name(),
                        "",
                        reason,
                        versionOf(edit.before().names().get(key)))));
        bundle.rules().forEach(rule -> results.add(of(rule)));
        results.addAll(removed());
        return new ImportReport(results, applied && !skipping);
    }

    private ImportResult of(BundledName name) {
        SharedKey key = name.key();
        RequestException refusal = done.refusal(name);
        if (refusal != null) {
            return refused(
                    Kind.of(key),
                    key.name(),
                    name.place().text(),
                    refusal,
                    versionOf(edit.before().names().get(key)));
        }
        SharedName before = edit.before().names().get(key);
        SharedName after = edit.name(key);
        Outcome outcome = before == null ? Outcome.CREATED : before.equals(after) ? Outcome.UNCHANGED : Outcome.UPDATED;
        long version = after == null || skipping ? versionOf(before) : after.version();
        return result(Kind.of(key), key.name(), name.place().text(), shown(outcome), version);
    }

    private long versionOf(String id) {
        CatalogEntry before = edit.before().byId().get(id);
        return before == null ? 0 : before.rule().version();
    }

    private static long versionOf(@Nullable SharedName name) {
        return name == null ? 0 : name.version();
    }

    private ImportResult of(BundledRule rule) {
        String id = rule.id();
        RequestException refusal = done.refusal(rule);
        if (refusal != null) {
            return refused(Kind.RULE, id, rule.place().text(), refusal, versionOf(id));
        }
        CatalogEntry before = edit.before().byId().get(id);
        CatalogEntry after = edit.require(id);
        Outcome outcome = before == null
                ? Outcome.CREATED
                : edit.action(id) == null || edit.action(id) == Action.NAMES_CHANGED
                        ? Outcome.UNCHANGED
                        : Outcome.UPDATED;
        boolean disabled = !after.rule().enabled() && !after.failures().isEmpty();
        long version = skipping
                ? (before == null ? 0 : before.rule().version())
                : after.rule().version();
        return new ImportResult(
                Kind.RULE,
                id,
                rule.place().text(),
                shown(outcome),
                disabled,
                "",
                List.of(),
                after.issues(),
                after.failures(),
                version);
    }

    private Outcome shown(Outcome outcome) {
        return skipping && outcome != Outcome.UNCHANGED ? Outcome.SKIPPED : outcome;
    }

    private List<ImportResult> removed() {
        List<ImportResult> removed = new ArrayList<>();
        edit.before().names().keySet().stream()
                .filter(key -> edit.name(key) == null)
                .forEach(key -> removed.add(result(Kind.of(key), key.name(), "", shown(Outcome.DELETED), 0)));
        edit.before().byId().keySet().stream()
                .filter(id -> edit.find(id) == null)
                .forEach(id -> removed.add(result(Kind.RULE, id, "", shown(Outcome.DELETED), 0)));
        return removed;
    }

    private static ImportResult refused(Kind kind, String id, String place, RequestException refusal, long version) {
        List<RuleIssue> issues = refusal instanceof InvalidRuleException invalid ? invalid.issues() : List.of();
        List<TestFailure> failures = refusal instanceof FailingTestsException failing ? failing.failures() : List.of();
        return new ImportResult(
                kind,
                id,
                place,
                Outcome.REFUSED,
                false,
                String.valueOf(refusal.getMessage()),
                refusal.fields(),
                issues,
                failures,
                version);
    }

    private static ImportResult result(Kind kind, String id, String place, Outcome outcome, long version) {
        return new ImportResult(kind, id, place, outcome, false, "", List.of(), List.of(), List.of(), version);
    }
}
