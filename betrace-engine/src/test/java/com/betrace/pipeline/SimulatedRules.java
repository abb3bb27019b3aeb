package com.betrace.pipeline;

import com.betrace.model.Rule;
import com.betrace.oracle.NaiveAssembly.Times;
import com.betrace.oracle.NaiveRule;
import com.betrace.oracle.RandomRules;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleSet;
import com.betrace.rule.jexl.Rules;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The rules of a simulation, which change while it runs: each as the engine knows it, and as the oracle does. */
final class SimulatedRules {

    private static final RuleCompiler COMPILER = Rules.compiler();

    /** The id of a rule for which traces are held. */
    private static final String PATIENT = "patient";

    private final Random random;
    private final RandomRules made;
    private final Times patience;
    private final List<NaiveRule> naive = new ArrayList<>();
    private final List<CompiledRule> compiled = new ArrayList<>();
    private List<NaiveRule> naiveNow = List.of();
    private RuleSet now = RuleSet.EMPTY;
    private int ids;

    SimulatedRules(Random random, Times patience) {
        this.random = random;
        this.made = new RandomRules(random);
        this.patience = patience;
        for (int i = 4 + random.nextInt(5); i > 0; i--) {
            add(made.rule("r" + ++ids));
        }
        if (random.nextInt(3) == 0) {
            add(made.patient(
                    PATIENT,
                    Duration.ofNanos(patience.rootGrace()),
                    Duration.ofNanos(patience.idle()),
                    Duration.ofNanos(patience.maxAge())));
        }
        publish();
    }

    /** By rule, for how long traces are held for it. */
    Map<String, Times> patience() {
        return Map.of(PATIENT, patience);
    }

    RuleSet now() {
        return now;
    }

    List<NaiveRule> naiveNow() {
        return naiveNow;
    }

    /** Adds a rule, takes one away, or puts another in its place. */
    String change() {
        int place = random.nextInt(naive.size());
        String id = naive.get(place).id();
        boolean stays = id.equals(PATIENT) || naive.size() < 3;
        String what = stays ? "add" : List.of("add", "remove", "replace").get(random.nextInt(3));
        if (!what.equals("add")) {
            naive.remove(place);
            compiled.remove(place);
        }
        if (what.equals("add")) {
            add(made.rule("r" + ++ids));
        } else if (what.equals("replace")) {
            add(made.rule(id));
        }
        publish();
        return what + (what.equals("add") ? "" : " " + id);
    }

    private void add(NaiveRule rule) {
        Rule stored = TestSpans.rule(rule.id(), rule.definition());
        RuleCompilation compilation = COMPILER.compile(stored);
        if (compilation.program() == null) {
            throw new AssertionError(rule.definition().expression() + ": " + compilation.issues());
        }
        naive.add(rule);
        compiled.add(compilation.program());
    }

    private void publish() {
        naiveNow = List.copyOf(naive);
        now = RuleSet.of(now.revision() + 1, compiled);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        naive.forEach(rule -> text.append("  ")
                .append(rule.id())
                .append(": ")
                .append(rule.definition().expression())
                .append('\n'));
        return text.toString();
    }
}
