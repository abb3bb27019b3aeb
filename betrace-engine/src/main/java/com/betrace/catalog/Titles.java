package com.betrace.catalog;

import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.ErrorCode;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has which name once a bundle is in. Rules may swap their names, so that only all drafts together tell; a rule that is
 * refused keeps the name it has.
 */
final class Titles {

    private final CatalogState before;
    private final boolean replacing;

    /** @param replacing whether rules of files go that the bundle does not have */
    Titles(CatalogState before, boolean replacing) {
        this.before = before;
        this.replacing = replacing;
    }

    /** A rule that has a name. */
    private record Owner(String id, Provenance provenance) {}

    /**
     * Rules of the bundle whose name somebody else has or gets first.
     *
     * @param bundled all of its rules
     * @param refused those that are not put
     */
    Map<BundledRule, RequestException> taken(List<BundledRule> bundled, Set<BundledRule> refused) {
        Map<BundledRule, RequestException> taken = new HashMap<>();
        Set<BundledRule> out = new HashSet<>(refused);
        int known;
        do {
            known = taken.size();
            Map<String, Owner> owners = stored(bundled, out);
            for (BundledRule rule : bundled) {
                Owner self = new Owner(rule.id(), rule.place().provenance());
                Owner owner = out.contains(rule)
                        ? self
                        : owners.putIfAbsent(rule.draft().definition().name(), self);
                if (owner != null && !owner.id().equals(rule.id())) {
                    taken.put(rule, refusal(rule.draft().definition().name(), owner));
                    out.add(rule);
                }
            }
        } while (taken.size() > known);
        return taken;
    }

    private Map<String, Owner> stored(List<BundledRule> bundled, Set<BundledRule> out) {
        Set<String> mentioned = new HashSet<>();
        Set<String> replaced = new HashSet<>();
        for (BundledRule rule : bundled) {
            mentioned.add(rule.id());
            if (!out.contains(rule)) {
                replaced.add(rule.id());
            }
        }
        Map<String, Owner> owners = new HashMap<>();
        for (CatalogEntry entry : before.byId().values()) {
            Rule rule = entry.rule();
            boolean goes = replacing && rule.provenance().isFile() && !mentioned.contains(rule.id());
            if (!goes && !replaced.contains(rule.id())) {
                owners.put(rule.name(), new Owner(rule.id(), rule.provenance()));
            }
        }
        return owners;
    }

    private static RequestException refusal(String name, Owner owner) {
        return taken(name, owner.id(), owner.provenance());
    }

    static RequestException taken(String name, String id, Provenance provenance) {
        return new RequestException(
                ErrorCode.ALREADY_EXISTS,
                "the name '" + name + "' is taken by rule '" + id + "'"
                        + (provenance.isFile() ? " " + provenance : ""));
    }

    static boolean areDifferent(CatalogEdit edit) {
        Set<String> names = new HashSet<>();
        return edit.entries().stream().allMatch(entry -> names.add(entry.rule().name()));
    }
}
