package com.betrace.catalog;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleSet;
import com.betrace.store.RuleStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules as everyone sees them: stored, compiled, published. A change is stored first and then published by one write;
 * it is refused as a whole or done as a whole, and compiles only the rule that changes. Thread-safe: readers never wait,
 * writers go one after the other.
 *
 * <p>Changes throw {@link RequestException}: INVALID_ARGUMENT with all bad fields, ALREADY_EXISTS for a taken id or name,
 * NOT_FOUND, ABORTED for a stale version.
 */
public final class RuleCatalog {

    private static final Logger LOG = System.getLogger(RuleCatalog.class.getName());

    private final RuleStore store;
    private final RuleCompiler compiler;
    private final InstantSource clock;
    private volatile CatalogState state = CatalogState.EMPTY;

    /** Empty until {@link #load}. */
    public RuleCatalog(RuleStore store, RuleCompiler compiler, InstantSource clock) {
        this.store = store;
        this.compiler = compiler;
        this.clock = clock;
    }

    /** Reads the store and publishes what compiles; a rule that does not is kept, shown with its issues and not judged. */
    public synchronized void load() {
        List<CatalogEntry> entries = store.list().stream().map(this::compile).toList();
        entries.stream()
                .filter(entry -> !entry.compiles())
                .forEach(entry -> LOG.log(
                        Level.WARNING,
                        "rule {0} does not compile and is not judged: {1}",
                        entry.rule().id(),
                        entry.refusal().getMessage()));
        state = CatalogState.EMPTY.withAll(entries);
    }

    /** The rules that judge now: enabled and compiled. */
    public RuleSet current() {
        return state.judging();
    }

    /** Sorted by id. */
    public List<CatalogedRule> list(RuleFilter filter) {
        return state.byId().values().stream()
                .filter(entry -> entry.matches(filter))
                .map(CatalogEntry::cataloged)
                .toList();
    }

    public CatalogedRule get(String id) {
        return entry(id).cataloged();
    }

    /** Compiles a rule without storing it; fields that are no expressions have issues too, the name aside. */
    public RuleCompilation validate(RuleDefinition definition) {
        RuleCompilation compilation = compiler.compile(
                new Rule("validate", TermsCheck.bounded(definition), true, Instant.EPOCH, Instant.EPOCH, 1));
        List<RuleIssue> issues = new ArrayList<>(compilation.issues());
        TermsCheck.of(definition)
                .forEach(violation -> issues.add(RuleIssue.ofField(violation.field(), violation.description())));
        return issues.size() == compilation.issues().size() ? compilation : new RuleCompilation(issues, null);
    }

    public synchronized CatalogedRule create(RuleDraft draft) {
        String id = DraftCheck.idOf(draft);
        CatalogEntry created =
                valid(draft.firstVersion(id, now(), store.lastVersion(id) + 1), DraftCheck.ofNew(draft, id));
        store.insert(created.rule());
        return publish(created);
    }

    /** Replaces everything but the id and the time of creation; a draft that changes nothing makes no new version. */
    public synchronized CatalogedRule update(RuleDraft draft, @Nullable Long expectedVersion) {
        CatalogEntry before = entry(draft.id());
        if (expectedVersion != null && expectedVersion != before.rule().version()) {
            throw new RequestException(
                    ErrorCode.ABORTED,
                    "rule '" + draft.id() + "' is at version " + before.rule().version() + ", not " + expectedVersion);
        }
        boolean enabled = draft.enabled() == null ? before.rule().enabled() : draft.enabled();
        RuleDraft complete = draft.enabled(enabled);
        if (complete.equals(RuleDraft.of(before.rule()))) {
            return before.cataloged();
        }
        CatalogEntry after = valid(complete.nextVersion(before.rule(), now()), DraftCheck.ofChange(draft));
        return replace(before, after);
    }

    public synchronized void delete(String id) {
        entry(id);
        store.delete(id);
        state = state.without(id);
    }

    /** Lets a rule judge; one that does not compile is FAILED_PRECONDITION. */
    public synchronized CatalogedRule enable(String id) {
        CatalogEntry entry = entry(id);
        if (!entry.compiles()) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "rule '" + id + "' does not compile: " + entry.refusal().getMessage());
        }
        return setEnabled(entry, true);
    }

    public synchronized CatalogedRule disable(String id) {
        return setEnabled(entry(id), false);
    }

    private CatalogedRule setEnabled(CatalogEntry before, boolean enabled) {
        if (before.rule().enabled() == enabled) {
            return before.cataloged();
        }
        return replace(
                before, compile(RuleDraft.of(before.rule()).enabled(enabled).nextVersion(before.rule(), now())));
    }

    private CatalogedRule replace(CatalogEntry before, CatalogEntry after) {
        store.replace(after.rule(), before.rule().version());
        return publish(after);
    }

    private CatalogedRule publish(CatalogEntry changed) {
        state = state.withAll(List.of(changed));
        return changed.cataloged();
    }

    private CatalogEntry entry(String id) {
        CatalogEntry entry = state.byId().get(id);
        if (entry == null) {
            throw RequestException.notFound("rule", id);
        }
        return entry;
    }

    private CatalogEntry compile(Rule rule) {
        return new CatalogEntry(rule, compiler.compile(rule));
    }

    /** Refuses a bad expression together with all other bad fields; what is too large is not compiled. */
    private CatalogEntry valid(Rule rule, List<FieldViolation> violations) {
        if (violations.isEmpty()) {
            CatalogEntry entry = compile(rule);
            if (!entry.compiles()) {
                throw entry.refusal();
            }
            return entry;
        }
        CatalogEntry entry = compile(bounded(rule));
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
        RuleDefinition definition = TermsCheck.bounded(rule.definition());
        return new Rule(rule.id(), definition, rule.enabled(), rule.createdAt(), rule.updatedAt(), rule.version());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
