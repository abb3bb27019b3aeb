package com.betrace.service.health;

import com.betrace.catalog.CatalogedRule;
import com.betrace.detection.RuleHealth.Failure;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Rule;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether all enabled rules judge: one that no longer compiles, after an upgrade say, is silent, and so is one in quarantine.
 * An exception that has expired is a fact, not a problem.
 */
public final class RulesHealth implements Supplier<ComponentState> {

    private static final int NAMED = 5;

    private final Supplier<List<CatalogedRule>> enabledRules;
    private final Function<Rule, RuleState> fares;
    private final InstantSource clock;

    /** @param fares how a version of a rule fares */
    public RulesHealth(
            Supplier<List<CatalogedRule>> enabledRules, Function<Rule, RuleState> fares, InstantSource clock) {
        this.enabledRules = enabledRules;
        this.fares = fares;
        this.clock = clock;
    }

    @Override
    public ComponentState get() {
        List<CatalogedRule> rules = enabledRules.get();
        List<Rule> broken = rules.stream()
                .filter(rule -> rule.program() == null)
                .map(CatalogedRule::rule)
                .toList();
        List<Rule> suspended = rules.stream()
                .map(CatalogedRule::rule)
                .filter(rule -> fares.apply(rule).quarantined())
                .toList();
        String problems = Stream.of(
                        described(broken, rules.size(), "do not compile", Rule::id),
                        described(suspended, rules.size(), "are in quarantine", this::withFailure))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return problems.isEmpty()
                ? ComponentState.healthy(rules.size() + " enabled" + expired(rules))
                : ComponentState.degraded(problems);
    }

    private static String described(List<Rule> rules, int of, String what, Function<Rule, String> shown) {
        if (rules.isEmpty()) {
            return "";
        }
        return rules.size() + " of " + of + " enabled " + what + ": "
                + rules.stream().limit(NAMED).map(shown).collect(Collectors.joining(", "))
                + (rules.size() > NAMED ? ", ..." : "");
    }

    private String withFailure(Rule rule) {
        Failure failure = fares.apply(rule).lastFailure();
        return failure == null ? rule.id() : rule.id() + " (" + failure.at() + ": " + failure.message() + ")";
    }

    private String expired(List<CatalogedRule> rules) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        long count = rules.stream()
                .filter(rule -> hasExpiredException(rule.rule(), today))
                .count();
        return count == 0 ? "" : ", " + count + " with an expired exception";
    }

    private static boolean hasExpiredException(Rule rule, LocalDate today) {
        return rule.definition().exceptions().stream().anyMatch(exception -> exception.isExpired(today));
    }
}
