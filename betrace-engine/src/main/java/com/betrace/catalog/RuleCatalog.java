package com.betrace.catalog;

import com.betrace.catalog.RuleDraft.Making;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleSet;
import com.betrace.rule.WorkClock;
import com.betrace.store.RuleChanges;
import com.betrace.store.RuleStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules as everyone sees them, with the lists, lookups and macros they share: stored, compiled, tried, published. A
 * change is stored first and then published by one write; it is refused as a whole or done as a whole, unless it is an
 * import part by part. Thread-safe: readers never wait, writers go one after the other.
 *
 * <p>Changes name who makes them, and throw {@link RequestException}: INVALID_ARGUMENT with all bad fields, ALREADY_EXISTS
 * for a taken id or name, NOT_FOUND, ABORTED for a stale version, FAILED_PRECONDITION where the rule is kept in a file, its
 * tests fail, or another rule would break.
 */
public final class RuleCatalog {

    private static final Logger LOG = System.getLogger(RuleCatalog.class.getName());

    /** Who makes changes that nobody asked for by a request. */
    private static final String SYSTEM = "betrace";

    private final RuleStore store;
    private final Workshop workshop;
    private final InstantSource wall;
    private volatile CatalogState state = CatalogState.EMPTY;

    /**
     * What a catalog works by.
     *
     * @param wall tells when changes are made
     * @param nanoTime monotonic time, which bounds the tests of rules
     * @param overrides what the configuration says instead of parameters of rules, by rule id
     */
    public record Settings(InstantSource wall, WorkClock nanoTime, Map<String, Map<String, Object>> overrides) {}

    /** How an import goes. */
    public record ImportMode(boolean allOrNothing, boolean dryRun) {}

    /** Empty until {@link #load}. */
    public RuleCatalog(RuleStore store, RuleCompiler compiler, Settings settings) {
        this.store = store;
        this.workshop = new Workshop(compiler, settings.nanoTime(), settings.overrides());
        this.wall = settings.wall();
    }

    /**
     * Reads the store and publishes what compiles; a rule that does not is kept, shown with its issues and not judged. A
     * rule whose parameters the configuration sets otherwise than before is a new version.
     */
    public synchronized void load() {
        Map<SharedKey, SharedName> names = new TreeMap<>();
        store.names().forEach(name -> names.put(name.key(), name));
        CatalogEdit edit = edit(CatalogState.EMPTY.next(Map.of(), names), SYSTEM);
        Map<String, CatalogEntry> entries = new TreeMap<>();
        List<RuleVersion> overridden = new ArrayList<>();
        for (Rule stored : store.list()) {
            Rule rule = withOverrides(stored, edit.stamp());
            entries.put(rule.id(), edit.entry(rule));
            if (rule != stored) {
                overridden.add(new RuleVersion(rule, edit.stamp().at(), SYSTEM, Action.OVERRIDDEN, "configuration"));
            }
        }
        if (!overridden.isEmpty()) {
            store.apply(new RuleChanges(overridden, List.of(), List.of()));
        }
        edit.after();
        state = edit.before().next(entries, names);
        warnOfBroken();
    }

    private Rule withOverrides(Rule rule, Stamp stamp) {
        Map<String, Object> overrides = workshop.overrides(rule.id());
        return overrides.equals(rule.overrides())
                ? rule
                : RuleDraft.of(rule)
                        .rule(new Making(
                                rule.createdAt(), stamp.at(), rule.version() + 1, rule.provenance(), overrides));
    }

    private void warnOfBroken() {
        state.byId().values().stream()
                .filter(entry -> !entry.compiles())
                .forEach(entry -> LOG.log(
                        Level.WARNING,
                        "rule {0} does not compile and is not judged: {1}",
                        entry.id(),
                        entry.refusal().getMessage()));
    }

    /** Rules of which the configuration sets parameters and which do not exist, sorted. */
    public List<String> unknownOverrides() {
        TreeSet<String> unknown = workshop.overridden();
        unknown.removeAll(state.byId().keySet());
        return List.copyOf(unknown);
    }

    /** The id that a draft has or would get. */
    public static String idOf(RuleDraft draft) {
        return DraftCheck.idOf(draft);
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
        CatalogEntry entry = state.byId().get(id);
        if (entry == null) {
            throw RequestException.notFound("rule", id);
        }
        return entry.cataloged();
    }

    /** Sorted by name. */
    public List<SharedName> names(SharedKey.Kind kind) {
        return state.names().values().stream()
                .filter(name -> name.key().kind() == kind)
                .toList();
    }

    public SharedName name(SharedKey key) {
        SharedName name = state.names().get(key);
        if (name == null) {
            throw RequestException.notFound(key.kind().noun(), key.name());
        }
        return name;
    }

    /** Ids of the rules that read it, sorted. */
    public List<String> readers(SharedKey key) {
        return state.byId().values().stream()
                .filter(entry -> entry.reads().contains(key))
                .map(CatalogEntry::id)
                .toList();
    }

    /** What a rule was, newest first, also where it has been deleted. */
    public List<RuleVersion> history(String id) {
        List<RuleVersion> history = store.history(id);
        CatalogEntry entry = state.byId().get(id);
        if (history.isEmpty() && entry == null) {
            throw RequestException.notFound("rule", id);
        }
        return history;
    }

    /**
     * Compiles and tries a draft without storing it, with the parameters that the configuration sets for a rule of this id;
     * fields that are no expressions have issues too, the name aside.
     */
    public CatalogedRule validate(String id, RuleDefinition definition) {
        CatalogState now = state;
        Rule draft = new Rule(
                id,
                TermsCheck.bounded(definition),
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Provenance.API,
                workshop.overrides(id));
        return DraftReport.of(workshop.entry(draft, now.shared(), workshop::beginTests), definition);
    }

    public synchronized CatalogedRule create(RuleDraft draft, String actor) {
        return change(actor, rules -> {
            CatalogEntry created = rules.create(draft, Provenance.API);
            rules.requireFreeName(created);
            return created;
        });
    }

    /** Replaces everything but the id and the time of creation; a draft that changes nothing makes no new version. */
    public synchronized CatalogedRule update(RuleDraft draft, @Nullable Long expectedVersion, String actor) {
        return change(actor, rules -> {
            CatalogEntry updated = rules.update(draft, expectedVersion, Provenance.API);
            rules.requireFreeName(updated);
            return updated;
        });
    }

    public synchronized void delete(String id, String actor) {
        CatalogEdit edit = edit(state, actor);
        new RuleEdits(edit).delete(id);
        publish(edit);
    }

    /** Lets a rule judge; one that does not compile, or whose tests fail, is FAILED_PRECONDITION. */
    public synchronized CatalogedRule enable(String id, String actor) {
        return change(actor, rules -> rules.setEnabled(id, true));
    }

    public synchronized CatalogedRule disable(String id, String actor) {
        return change(actor, rules -> rules.setEnabled(id, false));
    }

    /** Makes what a rule was at a version its newest version; whether it judges stays as it is. */
    public synchronized CatalogedRule rollBack(
            String id, long toVersion, @Nullable Long expectedVersion, String actor) {
        get(id);
        Rule to = history(id).stream()
                .map(RuleVersion::rule)
                .filter(rule -> rule.version() == toVersion)
                .findFirst()
                .orElseThrow(() -> RequestException.notFound("version", id + " " + toVersion));
        return change(actor, rules -> {
            CatalogEntry entry = rules.rollBack(to, expectedVersion);
            rules.requireFreeName(entry);
            return entry;
        });
    }

    public synchronized SharedName createName(SharedKey key, Object value, String actor) {
        return changeName(key, actor, names -> names.create(key, value, Provenance.API));
    }

    public synchronized SharedName updateName(
            SharedKey key, Object value, @Nullable Long expectedVersion, String actor) {
        return changeName(key, actor, names -> names.update(key, value, expectedVersion));
    }

    /** One that a rule reads is FAILED_PRECONDITION. */
    public synchronized void deleteName(SharedKey key, String actor) {
        name(key);
        NameEffects.requireUnread(key, readers(key));
        CatalogEdit edit = edit(state, actor);
        new NameEdits(edit).delete(key);
        publish(edit);
    }

    /** Adds and changes what a bundle has, part by part or as a whole. */
    public synchronized ImportReport importAll(RuleBundle bundle, ImportMode mode, String actor) {
        return run(bundle, new BundleImport(bundle, () -> edit(state, actor), false), mode);
    }

    /**
     * Makes what comes from files exactly that of the bundle, or changes nothing where any part is refused. A rule that
     * judges and whose tests fail is refused.
     */
    public synchronized ImportReport synchronize(RuleBundle bundle) {
        return run(bundle, new BundleImport(bundle, () -> edit(state, SYSTEM), true), new ImportMode(true, false));
    }

    private ImportReport run(RuleBundle bundle, BundleImport bundled, ImportMode mode) {
        CatalogEdit edit = bundled.run();
        ImportAccount account = new ImportAccount(bundle, bundled, edit, mode.allOrNothing());
        boolean apply = !mode.dryRun() && !(mode.allOrNothing() && bundled.refusesAnything());
        ImportReport report = account.report(apply);
        if (apply) {
            publish(edit);
        }
        return report;
    }

    private CatalogedRule change(String actor, Function<RuleEdits, CatalogEntry> change) {
        CatalogEdit edit = edit(state, actor);
        CatalogEntry changed = change.apply(new RuleEdits(edit));
        publish(edit);
        return changed.cataloged();
    }

    /** What change does with names. */
    private interface NameChange {
        void make(NameEdits names);
    }

    private SharedName changeName(SharedKey key, String actor, NameChange change) {
        CatalogEdit edit = edit(state, actor);
        change.make(new NameEdits(edit));
        NameEffects effects = new NameEffects(edit);
        effects.recompile();
        for (NameEffects.Broken broken : effects.broken()) {
            throw broken.reason(key);
        }
        publish(edit);
        return name(key);
    }

    private CatalogEdit edit(CatalogState from, String actor) {
        return new CatalogEdit(from, workshop, store, new Stamp(wall.instant().truncatedTo(ChronoUnit.MICROS), actor));
    }

    private void publish(CatalogEdit edit) {
        RuleChanges changes = edit.changes();
        if (!changes.isEmpty()) {
            store.apply(changes);
            state = edit.after();
        }
    }
}
