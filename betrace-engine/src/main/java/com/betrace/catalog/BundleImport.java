package com.betrace.catalog;

import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.RequestException;
import com.betrace.model.SharedKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a bundle into the catalog, part by part. What cannot be done is refused with its reason and the rest is done as if
 * it were not there: a part whose effect on others shows only at the end is refused then, and all begins anew without it.
 * Every round refuses at least one part more, and nearly always there is one round.
 */
final class BundleImport {

    private final RuleBundle bundle;
    private final Supplier<CatalogEdit> begin;
    private final boolean replacing;
    private final Map<BundledName, RequestException> refusedNames = new LinkedHashMap<>();
    private final Map<BundledRule, RequestException> refusedRules = new LinkedHashMap<>();
    private final Map<SharedKey, RequestException> keptNames = new LinkedHashMap<>();

    /**
     * An import that has not begun.
     *
     * @param begin gives a fresh edit
     * @param replacing whether rules and names of other files go that the bundle does not have
     */
    BundleImport(RuleBundle bundle, Supplier<CatalogEdit> begin, boolean replacing) {
        this.bundle = bundle;
        this.begin = begin;
        this.replacing = replacing;
    }

    /** What the import comes to. */
    CatalogEdit run() {
        refuseUnreadable();
        refuseRepeated();
        CatalogEdit edit;
        boolean again;
        do {
            edit = begin.get();
            refusedRules.putAll(new Titles(edit.before(), replacing).taken(bundle.rules(), refusedRules.keySet()));
            if (replacing) {
                new Removals(bundle, edit).remove(keptNames.keySet());
            }
            putNames(edit);
            NameEffects effects = new NameEffects(edit);
            effects.recompile();
            putRules(edit);
            again = refuseBreaking(effects) || !Titles.areDifferent(edit);
        } while (again);
        return edit;
    }

    @Nullable
    RequestException refusal(BundledName name) {
        return refusedNames.get(name);
    }

    @Nullable
    RequestException refusal(BundledRule rule) {
        return refusedRules.get(rule);
    }

    /** Names that the bundle lacks and that cannot go, with the reason. */
    Map<SharedKey, RequestException> keptNames() {
        return keptNames;
    }

    boolean refusesAnything() {
        return !refusedNames.isEmpty() || !refusedRules.isEmpty() || !keptNames.isEmpty();
    }

    private void refuseUnreadable() {
        for (BundledName name : bundle.names()) {
            RequestException problem = name.problem();
            if (problem != null) {
                refusedNames.put(name, problem);
            }
        }
        for (BundledRule rule : bundle.rules()) {
            RequestException problem = rule.problem();
            if (problem != null) {
                refusedRules.put(rule, problem);
            }
        }
    }

    private void refuseRepeated() {
        Map<SharedKey, BundledName> firstNames = new HashMap<>();
        for (BundledName name : bundle.names()) {
            BundledName first = firstNames.putIfAbsent(name.key(), name);
            if (first != null) {
                refusedNames.put(name, twice(name.key().toString(), first.place(), name.place()));
            }
        }
        Map<String, BundledRule> firstRules = new HashMap<>();
        for (BundledRule rule : bundle.rules()) {
            String id = rule.id();
            BundledRule first = id.isEmpty() ? null : firstRules.putIfAbsent(id, rule);
            if (first != null) {
                refusedRules.put(rule, twice("rule '" + id + "'", first.place(), rule.place()));
            }
        }
    }

    private static RequestException twice(String what, RuleBundle.Place first, RuleBundle.Place second) {
        return RequestException.invalidField(
                second.text(), what + " is defined twice: " + first.text() + " and " + second.text());
    }

    private void putNames(CatalogEdit edit) {
        NameEdits names = new NameEdits(edit);
        for (BundledName name : bundle.names()) {
            if (!refusedNames.containsKey(name)) {
                try {
                    names.put(name.key(), name.value(), name.place().provenance());
                } catch (RequestException e) {
                    refusedNames.put(name, e);
                }
            }
        }
    }

    private void putRules(CatalogEdit edit) {
        RuleEdits rules = new RuleEdits(edit);
        for (BundledRule rule : bundle.rules()) {
            if (!refusedRules.containsKey(rule)) {
                try {
                    rules.put(rule.draft(), rule.place().provenance());
                } catch (RequestException e) {
                    refusedRules.put(rule, e);
                }
            }
        }
    }

    /** A name after whose change a rule does not judge any more that did before. */
    private boolean refuseBreaking(NameEffects effects) {
        boolean any = false;
        for (NameEffects.Broken broken : effects.broken()) {
            for (SharedKey key : broken.blamed()) {
                any |= refuse(key, broken.reason(key));
            }
        }
        return any;
    }

    private boolean refuse(SharedKey key, RequestException reason) {
        List<BundledName> named = bundle.names().stream()
                .filter(name -> name.key().equals(key) && !refusedNames.containsKey(name))
                .toList();
        named.forEach(name -> refusedNames.put(name, reason));
        return !named.isEmpty() || (replacing && keptNames.putIfAbsent(key, reason) == null);
    }
}
