package com.betrace.service.health;

import com.betrace.catalog.CatalogedRule;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether all enabled rules judge: one that no longer compiles, after an upgrade say, is silent. */
public final class RulesHealth implements Supplier<ComponentState> {

    private static final int NAMED = 5;

    private final Supplier<List<CatalogedRule>> enabledRules;

    public RulesHealth(Supplier<List<CatalogedRule>> enabledRules) {
        this.enabledRules = enabledRules;
    }

    @Override
    public ComponentState get() {
        List<CatalogedRule> rules = enabledRules.get();
        List<String> broken = rules.stream()
                .filter(rule -> rule.scope() == null)
                .map(rule -> rule.rule().id())
                .toList();
        if (broken.isEmpty()) {
            return ComponentState.healthy(rules.size() + " enabled");
        }
        String named = broken.stream().limit(NAMED).collect(Collectors.joining(", "));
        return ComponentState.unhealthy(broken.size() + " of " + rules.size() + " enabled do not compile: " + named
                + (broken.size() > NAMED ? ", ..." : ""));
    }
}
