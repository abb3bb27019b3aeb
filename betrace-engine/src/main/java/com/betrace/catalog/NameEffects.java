package com.betrace.catalog;

import com.betrace.catalog.RuleDraft.Making;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.TestFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed names do to the rules that were there before: those that read them are new versions of themselves. */
final class NameEffects {

    private final CatalogEdit edit;
    private final Set<SharedKey> changed;
    private final List<String> recompiled = new ArrayList<>();

    NameEffects(CatalogEdit edit) {
        this.edit = edit;
        this.changed = edit.changedNames();
    }

    /**
     * A rule that judged before and cannot any more.
     *
     * @param blamed the changed names on which this may rest
     */
    record Broken(CatalogEntry was, Set<SharedKey> blamed, String why) {

        RequestException reason(SharedKey key) {
            return new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "with this change of " + key + " rule '" + was.id() + "' would not judge any more: " + why);
        }
    }

    static void requireUnread(SharedKey key, List<String> readers) {
        if (!readers.isEmpty()) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    key + " is read by " + (readers.size() == 1 ? "rule " : "rules ")
                            + readers.stream()
                                    .limit(5)
                                    .map(id -> "'" + id + "'")
                                    .collect(Collectors.joining(", "))
                            + (readers.size() > 5 ? " and " + (readers.size() - 5) + " more" : ""));
        }
    }

    /** Before the rules of a bundle are put, which may mend what is broken here. */
    void recompile() {
        if (changed.isEmpty()) {
            return;
        }
        for (CatalogEntry was : List.copyOf(edit.entries())) {
            CatalogEntry now = edit.entry(was.rule());
            if (isOther(was, now)) {
                CatalogEntry next = edit.entry(nextVersion(was.rule()));
                edit.put(next, Action.NAMES_CHANGED, reason(was, next));
                recompiled.add(was.id());
            }
        }
    }

    private boolean isOther(CatalogEntry was, CatalogEntry now) {
        return was.compiles() != now.compiles()
                || was.reads().stream().anyMatch(changed::contains)
                || now.reads().stream().anyMatch(changed::contains);
    }

    private Rule nextVersion(Rule was) {
        return RuleDraft.of(was)
                .rule(new Making(
                        was.createdAt(), edit.stamp().at(), was.version() + 1, was.provenance(), was.overrides()));
    }

    private String reason(CatalogEntry was, CatalogEntry next) {
        Set<SharedKey> read = new TreeSet<>(was.reads());
        read.addAll(next.reads());
        read.retainAll(changed);
        Set<SharedKey> named = read.isEmpty() ? new TreeSet<>(changed) : read;
        return named.stream().limit(5).map(SharedKey::toString).collect(Collectors.joining(", "));
    }

    /** Looked at when everything is put. */
    List<Broken> broken() {
        List<Broken> broken = new ArrayList<>();
        for (String id : recompiled) {
            CatalogEntry was = edit.before().byId().get(id);
            CatalogEntry now = edit.find(id);
            String why = was == null || now == null || edit.action(id) != Action.NAMES_CHANGED ? null : why(was, now);
            if (was != null && why != null) {
                broken.add(new Broken(was, blamed(was), why));
            }
        }
        return broken;
    }

    private static @Nullable String why(CatalogEntry was, CatalogEntry now) {
        if (!was.isJudging()) {
            return null;
        }
        if (!now.compiles()) {
            return String.valueOf(now.refusal().getMessage());
        }
        List<TestFailure> failures = now.failures();
        return failures.isEmpty() || !was.failures().isEmpty()
                ? null
                : new FailingTestsException(now.id(), failures).getMessage();
    }

    private Set<SharedKey> blamed(CatalogEntry was) {
        Set<SharedKey> read = new HashSet<>(was.reads());
        read.retainAll(changed);
        return read.isEmpty() ? changed : read;
    }
}
