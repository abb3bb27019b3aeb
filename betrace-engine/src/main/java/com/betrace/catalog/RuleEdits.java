package com.betrace.catalog;

import com.betrace.catalog.RuleDraft.Making;
import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleVersion.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a rule in an edit. Each throws a RequestException where it cannot be done, and has done nothing then.
 * A rule is changed where it comes from, and never judges as long as one of its tests fails.
 */
final class RuleEdits {

    private final CatalogEdit edit;

    RuleEdits(CatalogEdit edit) {
        this.edit = edit;
    }

    /** Adds a rule; one whose tests fail is stored without judging. */
    CatalogEntry create(RuleDraft draft, Provenance provenance) {
        String id = DraftCheck.idOf(draft);
        List<FieldViolation> violations = DraftCheck.ofNew(draft, id);
        CatalogEntry taken = edit.find(id);
        if (taken != null) {
            throw taken(taken.rule(), provenance);
        }
        Rule rule = draft.withId(id)
                .rule(new Making(
                        edit.stamp().at(),
                        edit.stamp().at(),
                        edit.firstVersion(id),
                        provenance,
                        edit.workshop().overrides(id)));
        CatalogEntry entry = valid(rule, violations);
        if (provenance.isFile()) {
            requirePassing(entry);
        }
        CatalogEntry stored = entry.failures().isEmpty() ? entry : edit.disabled(entry);
        edit.put(stored, Action.CREATED, reason(provenance));
        return stored;
    }

    /** Replaces everything but the id and the time of creation; a draft that changes nothing makes no new version. */
    CatalogEntry update(RuleDraft draft, @Nullable Long expectedVersion, Provenance provenance) {
        CatalogEntry before = require(draft.id());
        requireVersion(before.rule(), expectedVersion);
        RuleDraft complete = provenance.isFile()
                ? draft
                : draft.enabledUnlessSaid(before.rule().enabled());
        return change(
                before,
                complete.enabled(complete.isEnabled()),
                new Change(provenance, Action.UPDATED, reason(provenance)));
    }

    /** Adds or replaces a rule, as an import does it. */
    CatalogEntry put(RuleDraft draft, Provenance provenance) {
        String id = DraftCheck.idOf(draft);
        CatalogEntry before = edit.find(id);
        if (before == null) {
            return create(draft, provenance);
        }
        try {
            return update(draft.withId(id), null, provenance);
        } catch (FailingTestsException e) {
            if (before.rule().enabled() || provenance.isFile()) {
                throw e;
            }
            return update(draft.withId(id).enabled(false), null, provenance);
        }
    }

    void delete(String id) {
        CatalogEntry entry = require(id);
        requireOwner(entry.rule(), Provenance.API);
        edit.remove(entry, "");
    }

    CatalogEntry setEnabled(String id, boolean enabled) {
        CatalogEntry before = require(id);
        if (enabled && !before.compiles()) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "rule '" + id + "' does not compile: " + before.refusal().getMessage());
        }
        Action action = enabled ? Action.ENABLED : Action.DISABLED;
        return change(before, RuleDraft.of(before.rule()).enabled(enabled), new Change(Provenance.API, action, ""));
    }

    /** Makes the definition of an earlier version the newest. */
    CatalogEntry rollBack(Rule to, @Nullable Long expectedVersion) {
        CatalogEntry before = require(to.id());
        requireVersion(before.rule(), expectedVersion);
        RuleDraft draft = new RuleDraft(to.id(), to.definition(), before.rule().enabled());
        String reason = "to version " + to.version();
        return change(before, draft, new Change(Provenance.API, Action.ROLLED_BACK, reason));
    }

    /** What is done to a rule, by whom it is kept then, and why. */
    private record Change(Provenance provenance, Action action, String reason) {}

    private CatalogEntry change(CatalogEntry before, RuleDraft draft, Change change) {
        Rule was = before.rule();
        Provenance provenance = change.provenance();
        if (draft.equals(RuleDraft.of(was)) && keepsHome(was.provenance(), provenance)) {
            return before;
        }
        requireOwner(was, provenance);
        Rule rule = draft.rule(new Making(
                was.createdAt(),
                edit.stamp().at(),
                edit.nextVersion(was),
                provenance,
                edit.workshop().overrides(was.id())));
        CatalogEntry after =
                change.action() == Action.DISABLED ? edit.entry(rule) : valid(rule, DraftCheck.ofChange(draft));
        requirePassing(after);
        edit.put(after, change.action(), change.reason());
        return after;
    }

    /** What changes nothing may come from anywhere; only a file takes a rule from where it was. */
    static boolean keepsHome(Provenance was, Provenance wanted) {
        return !wanted.isFile() || was.equals(wanted);
    }

    private static String reason(Provenance provenance) {
        return provenance.isFile() ? provenance.location() : "";
    }

    /** The title of a rule is unique. */
    void requireFreeName(CatalogEntry entry) {
        for (CatalogEntry other : edit.entries()) {
            if (other.rule().name().equals(entry.rule().name()) && !other.id().equals(entry.id())) {
                throw Titles.taken(other.rule().name(), other.id(), other.rule().provenance());
            }
        }
    }

    private static void requirePassing(CatalogEntry entry) {
        if (entry.rule().enabled() && !entry.failures().isEmpty()) {
            throw new FailingTestsException(entry.id(), entry.failures());
        }
    }

    private static RequestException taken(Rule rule, Provenance wanted) {
        boolean same = rule.provenance().source() == wanted.source();
        return new RequestException(
                ErrorCode.ALREADY_EXISTS,
                same && !wanted.isFile()
                        ? "a rule with id '" + rule.id() + "' exists"
                        : "rule '" + rule.id() + "' is defined " + rule.provenance() + " already");
    }

    /** A rule belongs to where it comes from. */
    private static void requireOwner(Rule rule, Provenance wanted) {
        if (rule.provenance().source() == wanted.source()) {
            return;
        }
        throw new RequestException(
                ErrorCode.FAILED_PRECONDITION,
                wanted.isFile()
                        ? "rule '" + rule.id() + "' is defined twice: " + wanted + " and " + rule.provenance()
                        : "rule '" + rule.id() + "' is defined " + rule.provenance() + ": change it there");
    }

    private static void requireVersion(Rule rule, @Nullable Long expected) {
        if (expected != null && expected != rule.version()) {
            throw new RequestException(
                    ErrorCode.ABORTED,
                    "rule '" + rule.id() + "' is at version " + rule.version() + ", not " + expected);
        }
    }

    private CatalogEntry require(String id) {
        CatalogEntry entry = edit.find(id);
        if (entry == null) {
            throw RequestException.notFound("rule", id);
        }
        return entry;
    }

    /** Refuses a bad expression together with all other bad fields; what is too large is not compiled. */
    private CatalogEntry valid(Rule rule, List<FieldViolation> violations) {
        if (violations.isEmpty()) {
            CatalogEntry entry = edit.entry(rule);
            if (!entry.compiles()) {
                throw entry.refusal();
            }
            return entry;
        }
        CatalogEntry entry = edit.entry(bounded(rule));
        List<FieldViolation> all = new ArrayList<>(violations);
        if (!entry.compiles()) {
            all.addAll(entry.refusal().fields());
        }
        String message = all.stream()
                .map(violation -> violation.field() + ": " + violation.description())
                .collect(Collectors.joining("; "));
        throw new RequestException(ErrorCode.INVALID_ARGUMENT, message, all);
    }

    private static Rule bounded(Rule rule) {
        return new Rule(
                rule.id(),
                TermsCheck.bounded(rule.definition()),
                rule.enabled(),
                rule.createdAt(),
                rule.updatedAt(),
                rule.version(),
                rule.provenance(),
                rule.overrides());
    }
}
