package com.betrace.oracle;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Span;
import com.betrace.oracle.NaiveRule.Meaning;
import com.betrace.oracle.NaiveRule.When;
import com.betrace.oracle.Phrase.Set;
import com.betrace.oracle.Phrase.Test;
import com.betrace.oracle.Phrase.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes rules of every kind, each with what it means. */
public final class RandomRules {

    private static final Phrase.OfSpan NOTHING = (trace, span) -> false;

    private final Random random;
    private final RandomPhrases phrases;

    public RandomRules(Random random) {
        this.random = random;
        this.phrases = new RandomPhrases(random);
    }

    /** What a rule is made of. */
    private record Core(String text, When when, Tendency tendency, Meaning meaning) {}

    public NaiveRule rule(String id) {
        Core core = core();
        boolean wantsAll = random.nextInt(4) == 0;
        boolean localRoots = random.nextInt(4) > 0;
        long skew = random.nextInt(4) * 1_000_000L;
        boolean excepted = random.nextInt(6) == 0;
        Test spared = phrases.own(0);
        RuleDefinition definition = RuleDefinition.builder(id, core.text())
                .onPartial(wantsAll ? PartialPolicy.EVALUATE : PartialPolicy.UNDECIDED)
                .mode(random.nextInt(5) == 0 ? RuleMode.SHADOW : RuleMode.ENFORCE)
                .exceptions(excepted ? List.of(new Exemption(spared.of("span"), "me", "why", null)) : List.of())
                .completion(new Completion(
                        Duration.ofNanos(skew), localRoots ? LocalRootPolicy.COMPLETE : LocalRootPolicy.PARTIAL))
                .build();
        return new NaiveRule(
                id,
                definition,
                core.when(),
                core.tendency(),
                skew,
                wantsAll,
                localRoots,
                excepted ? spared.meaning() : NOTHING,
                core.meaning());
    }

    /** One for which every trace is held for longer than usual, by these times. */
    public NaiveRule patient(String id, Duration rootGrace, Duration idle, Duration maxAge) {
        String text = "trace.spans.where(s -> s.depth > 1)";
        RuleDefinition definition = RuleDefinition.builder(id, text)
                .completion(new Completion(Duration.ZERO, LocalRootPolicy.COMPLETE, rootGrace, idle, maxAge))
                .build();
        Meaning meaning = (t, judged) -> offenders(t.where(s -> !t.ancestors(s).isEmpty()));
        return new NaiveRule(id, definition, When.CLOSE, Tendency.OPEN, 0, false, true, NOTHING, meaning);
    }

    private Core core() {
        return switch (random.nextInt(13)) {
            case 0, 1 -> {
                Test own = phrases.own(2);
                yield new Core(own.of("span"), When.ARRIVAL, Tendency.FIXED, spanMeaning(own.meaning()));
            }
            case 2, 3 -> eachSpan();
            case 4 -> presence();
            case 5, 6 -> whole(phrases.set(2));
            case 7 -> absence();
            case 8, 9 -> obligation();
            case 10 -> conditional();
            case 11 -> groups();
            default -> never();
        };
    }

    private static Meaning spanMeaning(Phrase.OfSpan test) {
        return (trace, span) -> test.holds(trace, span) ? Map.of("", List.of(span)) : Map.of();
    }

    private static Map<String, List<Span>> offenders(List<Span> spans) {
        return spans.isEmpty() ? Map.of() : Map.of("", spans);
    }

    private Core eachSpan() {
        Test own = phrases.own(0);
        Test relative = phrases.relative(1);
        if (random.nextBoolean()) {
            return new Core(
                    own.of("span") + " && " + relative.of("span"),
                    When.EACH_AT_CLOSE,
                    relative.tendency(),
                    spanMeaning((t, s) ->
                            own.meaning().holds(t, s) && relative.meaning().holds(t, s)));
        }
        return new Core(
                "when(" + own.of("span") + ").always(" + relative.of("span") + ")",
                When.EACH_AT_CLOSE,
                relative.tendency().reversed(),
                spanMeaning((t, s) ->
                        own.meaning().holds(t, s) && !relative.meaning().holds(t, s)));
    }

    private Core presence() {
        Test own = phrases.own(1);
        String selection = "spans(" + own.lambda("s") + ")";
        String text = random.nextBoolean() ? selection : "never(" + selection + ")";
        return new Core(
                text,
                When.FIRST_AND_CLOSE,
                Tendency.GROWING,
                (t, judged) -> offenders(t.where(s -> own.meaning().holds(t, s))));
    }

    private static Core whole(Set set) {
        return new Core(
                set.text(),
                set.selection() ? When.FIRST_AND_CLOSE : When.CLOSE,
                set.tendency(),
                (t, judged) -> offenders(set.meaning().of(t)));
    }

    private Core absence() {
        Set there = phrases.set(1);
        Set missing = phrases.set(1);
        return new Core(
                "!(" + missing.text() + ") && " + there.text(),
                When.CLOSE,
                missing.tendency().reversed().with(there.tendency()),
                (t, judged) -> missing.meaning().of(t).isEmpty()
                        ? offenders(there.meaning().of(t))
                        : Map.of());
    }

    private Core obligation() {
        Set subject = phrases.set(1);
        Test test = phrases.test(1);
        boolean always = random.nextBoolean();
        return new Core(
                "when(" + subject.text() + ")." + (always ? "always" : "never") + "(" + test.lambda("c") + ")",
                When.CLOSE,
                subject.tendency().with(always ? test.tendency().reversed() : test.tendency()),
                (t, judged) -> offenders(subject.meaning().of(t).stream()
                        .filter(s -> test.meaning().holds(t, s) != always)
                        .toList()));
    }

    /** A subject that is a set, and a condition of the whole trace: all subjects are offenders where it fails. */
    private Core conditional() {
        Set subject = phrases.set(1);
        Truth condition = phrases.truth(1);
        boolean always = random.nextBoolean();
        return new Core(
                "when(" + subject.text() + ")." + (always ? "always" : "never") + "(" + condition.text() + ")",
                When.CLOSE,
                subject.tendency().with(always ? condition.tendency().reversed() : condition.tendency()),
                (t, judged) -> condition.meaning().holds(t) != always
                        ? offenders(subject.meaning().of(t))
                        : Map.of());
    }

    private Core never() {
        Truth when = phrases.truth(1);
        Set what = phrases.set(1);
        return new Core(
                "when(" + when.text() + ").never(" + what.text() + ")",
                When.CLOSE,
                when.tendency().with(what.tendency()),
                (t, judged) ->
                        when.meaning().holds(t) ? offenders(what.meaning().of(t)) : Map.of());
    }

    private Core groups() {
        Set set = phrases.set(1);
        int more = random.nextInt(3);
        return new Core(
                set.text() + ".groupBy(s -> s.k).where(g -> g.count() > " + more + ")",
                When.CLOSE,
                Tendency.OPEN,
                (t, judged) -> {
                    Map<String, List<Span>> groups = new HashMap<>();
                    for (Span span : set.meaning().of(t)) {
                        Object key = span.attributes().get("k");
                        if (key != null) {
                            groups.computeIfAbsent(key.toString(), k -> new ArrayList<>())
                                    .add(span);
                        }
                    }
                    groups.values().removeIf(group -> group.size() <= more);
                    return groups;
                });
    }
}
