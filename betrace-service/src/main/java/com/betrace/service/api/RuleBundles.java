package com.betrace.service.api;

import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.catalog.RuleBundle.Place;
import com.betrace.catalog.RuleDraft;
import com.betrace.model.RequestException;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Rule files as the catalog takes them. A part that cannot be read is in it with its problem, so that it can be told. */
public final class RuleBundles {

    private final Function<String, Place> places;
    private final List<BundledName> names = new ArrayList<>();

    private RuleBundles(Function<String, Place> places) {
        this.places = places;
    }

    /**
     * The bundle of a file.
     *
     * @param places where a part stands, by its path, such as {@code rules[3]} or {@code lists.pii_tables}
     */
    public static RuleBundle of(RuleFile file, Function<String, Place> places) {
        RuleBundles bundles = new RuleBundles(places);
        bundles.readNames(file);
        List<BundledRule> rules = new ArrayList<>();
        for (RuleDocument document : file.getRulesList()) {
            rules.add(rule(places.apply("rules[" + rules.size() + "]"), document));
        }
        return new RuleBundle(bundles.names, rules);
    }

    private static BundledRule rule(Place place, RuleDocument document) {
        try {
            return new BundledRule(place, RuleDrafts.of(document));
        } catch (RequestException e) {
            RuleDefinition named = RuleDefinition.builder(document.getName(), document.getExpression())
                    .build();
            return new BundledRule(place, new RuleDraft(document.getId(), named, null), e);
        }
    }

    private void readNames(RuleFile file) {
        new TreeMap<>(file.getListsMap())
                .forEach((name, values) -> add(
                        new SharedKey(Kind.LIST, name),
                        "lists." + name,
                        List.of(),
                        () -> SharedValues.list("values", values.getValuesList())));
        new TreeMap<>(file.getLookupsMap())
                .forEach((name, entries) -> add(
                        new SharedKey(Kind.LOOKUP, name),
                        "lookups." + name,
                        Map.of(),
                        () -> SharedValues.lookup("entries", entries)));
        new TreeMap<>(file.getMacrosMap())
                .forEach((name, text) -> add(new SharedKey(Kind.MACRO, name), "macros." + name, "", () -> text));
    }

    private void add(SharedKey key, String path, Object none, Supplier<Object> value) {
        Place place = places.apply(path);
        try {
            names.add(new BundledName(place, key, value.get()));
        } catch (RequestException e) {
            names.add(new BundledName(place, key, none, e));
        }
    }
}
