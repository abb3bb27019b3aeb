package com.betrace.catalog;

import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.catalog.RuleBundle.Place;
import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.model.Provenance;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleTest;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.model.Verdict;
import com.betrace.rule.jexl.Rules;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Catalogs of real rules, and bundles in one line each. */
final class CatalogFixture {

    private final InMemoryRuleStore store = new InMemoryRuleStore();
    private final ManualClock clock = new ManualClock();
    private final RuleCatalog catalog = newCatalog(Map.of());
    private RuleCatalog latest = catalog;

    InMemoryRuleStore store() {
        return store;
    }

    ManualClock clock() {
        return clock;
    }

    /** A catalog of the same store; what it publishes is what {@link #judging} shows. */
    RuleCatalog catalog() {
        latest = newCatalog(Map.of());
        return latest;
    }

    RuleCatalog catalog(Map<String, Map<String, Object>> overrides) {
        latest = newCatalog(overrides);
        latest.load();
        return latest;
    }

    private RuleCatalog newCatalog(Map<String, Map<String, Object>> overrides) {
        return new RuleCatalog(store, Rules.compiler(), new Settings(clock, () -> 0, overrides));
    }

    List<String> judging() {
        return latest.current()
                .all()
                .map(program -> program.rule().id())
                .sorted()
                .toList();
    }

    static SharedKey key(Kind kind, String name) {
        return new SharedKey(kind, name);
    }

    static RuleTest failing() {
        return new RuleTest("never", Verdict.VIOLATED, List.of(), "1 - a GET 0 1", List.of());
    }

    static RuleTest violatedByGet() {
        return failing();
    }

    static RuleDraft draft(String id, String expression, RuleTest... tests) {
        return new RuleDraft(
                id, RuleDefinition.builder(id, expression).tests(List.of(tests)).build(), null);
    }

    /** Collects a bundle. */
    static final class Bundle {

        private final String file;
        private final List<BundledName> names = new ArrayList<>();
        private final List<BundledRule> rules = new ArrayList<>();

        Bundle() {
            this("");
        }

        /** @param file empty for a bundle of the API */
        Bundle(String file) {
            this.file = file;
        }

        Bundle rule(String id, String expression, RuleTest... tests) {
            return add(draft(id, expression, tests));
        }

        Bundle titled(String id, String name) {
            return add(new RuleDraft(
                    id, RuleDefinition.builder(name, "span.failed").build(), null));
        }

        Bundle add(RuleDraft draft) {
            rules.add(new BundledRule(place("rules[" + rules.size() + "]"), draft));
            return this;
        }

        Bundle list(String name, Object... values) {
            return name(key(Kind.LIST, name), List.of(values));
        }

        Bundle lookup(String name, String key, Object value) {
            return name(key(Kind.LOOKUP, name), Map.of(key, value));
        }

        Bundle macro(String name, String text) {
            return name(key(Kind.MACRO, name), text);
        }

        private Bundle name(SharedKey key, Object value) {
            names.add(new BundledName(place(key.kind() + " " + key.name()), key, value));
            return this;
        }

        /** The same with the parts of another one. */
        Bundle and(Bundle other) {
            names.addAll(other.names);
            rules.addAll(other.rules);
            return this;
        }

        private Place place(String text) {
            return file.isEmpty()
                    ? new Place(Provenance.API, text)
                    : new Place(Provenance.ofFile(file), file + ":" + text);
        }

        RuleBundle build() {
            return new RuleBundle(names, rules);
        }
    }
}
