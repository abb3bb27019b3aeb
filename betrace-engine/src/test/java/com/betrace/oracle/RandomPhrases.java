package com.betrace.oracle;

import com.betrace.model.Span;
import com.betrace.oracle.Phrase.OfSpan;
import com.betrace.oracle.Phrase.OfTrace;
import com.betrace.oracle.Phrase.Set;
import com.betrace.oracle.Phrase.Test;
import com.betrace.oracle.Phrase.Truth;
import java.util.List;
import java.util.Random;

/** Makes parts of rules of every construct of the language. */
final class RandomPhrases {

    private static final long MILLI = 1_000_000;
    private static final long NO_BOUND = Long.MAX_VALUE;

    private final Random random;

    RandomPhrases(Random random) {
        this.random = random;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private String name() {
        return String.valueOf((char) ('a' + random.nextInt(4)));
    }

    /** Of a span's own data. */
    Test own(int depth) {
        int number = random.nextInt(3);
        if (depth > 0 && one(3)) {
            return both(own(depth - 1), own(depth - 1));
        }
        String name = name();
        return switch (random.nextInt(11)) {
            case 0 -> own("@.failed", (t, s) -> NaiveTrace.failed(s));
            case 1 -> own("@.k == " + number, (t, s) -> k(s) == number);
            case 2 -> own("@.has('k')", (t, s) -> k(s) >= 0);
            case 3 -> own("@.k > " + number, (t, s) -> k(s) > number);
            case 4 -> own("@.k != " + number, (t, s) -> k(s) != number);
            case 5 -> own("@.duration >= '" + 2 * number + "ms'", (t, s) -> s.durationNanos() >= 2 * number * MILLI);
            case 6 ->
                own(
                        "@['service.name'] == 's" + number + "'",
                        (t, s) -> s.service().equals("s" + number));
            case 7 -> own("@.kind == 'SERVER'", (t, s) -> s.kind().name().equals("SERVER"));
            case 8 -> own("@.name =~ ['a', '" + name + "']", (t, s) -> is(s, "a") || is(s, name));
            case 9 -> own("@.k =~ (1..2)", (t, s) -> k(s) == 1 || k(s) == 2);
            default -> own("@.name == '" + name + "'", (t, s) -> is(s, name));
        };
    }

    private static Test own(String text, OfSpan meaning) {
        return new Test(text, true, Tendency.FIXED, meaning);
    }

    /** Of a span and its relatives. */
    Test relative(int depth) {
        String name = name();
        int number = 1 + random.nextInt(3);
        Test other = own(0);
        return switch (random.nextInt(12)) {
            case 0 ->
                growing(
                        "@.under('" + name + "')",
                        (t, s) -> t.ancestors(s).stream().anyMatch(x -> is(x, name)));
            case 1 ->
                growing(
                        "@.calls(" + other.lambda("y") + ")",
                        (t, s) -> t.descendants(s).stream()
                                .anyMatch(x -> other.meaning().holds(t, x)));
            case 2 -> growing("@.precededBy('" + name + "')", (t, s) -> t.precededBy(s, t.named(name), NO_BOUND));
            case 3 ->
                growing(
                        "@.precededBy(" + other.lambda("y") + ", '" + number + "ms')",
                        (t, s) -> t.precededBy(s, t.where(x -> other.meaning().holds(t, x)), number * MILLI));
            case 4 ->
                growing(
                        "@.followedBy('" + name + "', '" + number + "ms')",
                        (t, s) -> t.followedBy(s, t.named(name), number * MILLI));
            case 5 -> open("@.orphan", (t, s) -> t.orphans().contains(s));
            case 6 -> open("@.depth > " + number, (t, s) -> t.ancestors(s).size() + 1 > number);
            case 7 -> open("@.parent.name == '" + name + "'", (t, s) -> t.parent(s) != null && is(t.parent(s), name));
            case 8 ->
                growing("@.children.count >= " + number, (t, s) -> t.children(s).size() >= number);
            case 9 ->
                growing(
                        "@.siblings.any(" + other.lambda("y") + ")",
                        (t, s) -> t.siblings(s).stream()
                                .anyMatch(x -> other.meaning().holds(t, x)));
            case 10 ->
                open(
                        "@.descendants.none(" + other.lambda("y") + ")",
                        (t, s) -> t.descendants(s).stream()
                                .noneMatch(x -> other.meaning().holds(t, x)));
            default -> depth > 0 ? both(relative(depth - 1), test(0)) : relative(depth);
        };
    }

    private static Test growing(String text, OfSpan meaning) {
        return new Test(text, false, Tendency.GROWING, meaning);
    }

    private static Test open(String text, OfSpan meaning) {
        return new Test(text, false, Tendency.OPEN, meaning);
    }

    Test test(int depth) {
        return one(2) ? own(depth) : relative(depth);
    }

    private Test both(Test a, Test b) {
        boolean own = a.own() && b.own();
        Tendency tendency = a.tendency().with(b.tendency());
        return switch (random.nextInt(3)) {
            case 0 ->
                new Test(
                        "(" + a.text() + " && " + b.text() + ")",
                        own,
                        tendency,
                        (t, s) -> a.meaning().holds(t, s) && b.meaning().holds(t, s));
            case 1 ->
                new Test(
                        "(" + a.text() + " || " + b.text() + ")",
                        own,
                        tendency,
                        (t, s) -> a.meaning().holds(t, s) || b.meaning().holds(t, s));
            default ->
                new Test(
                        "(!(" + a.text() + ") && " + b.text() + ")",
                        own,
                        a.tendency().reversed().with(b.tendency()),
                        (t, s) -> !a.meaning().holds(t, s) && b.meaning().holds(t, s));
        };
    }

    Set set(int depth) {
        if (depth == 0 || one(3)) {
            return leaf();
        }
        Set a = set(depth - 1);
        Set b = leaf();
        Tendency both = a.tendency().with(b.tendency());
        return switch (random.nextInt(11)) {
            case 0 ->
                derived(
                        a,
                        ".children",
                        (t, s) -> a.meaning().of(t).stream()
                                .anyMatch(x -> t.children(x).contains(s)));
            case 1 ->
                derived(
                        a,
                        ".descendants",
                        (t, s) -> a.meaning().of(t).stream()
                                .anyMatch(x -> t.descendants(x).contains(s)));
            case 2 ->
                derived(
                        a,
                        ".ancestors",
                        (t, s) -> a.meaning().of(t).stream()
                                .anyMatch(x -> t.ancestors(x).contains(s)));
            case 3 -> combined(a, "&", b, both, (t, s) -> in(a, t, s) && in(b, t, s));
            case 4 -> combined(a, "|", b, both, (t, s) -> in(a, t, s) || in(b, t, s));
            case 5 ->
                combined(a, "-", b, a.tendency().with(b.tendency().reversed()), (t, s) -> in(a, t, s) && !in(b, t, s));
            case 6 ->
                combined(
                        a,
                        ">>",
                        b,
                        both,
                        (t, s) -> in(b, t, s) && t.ancestors(s).stream().anyMatch(x -> in(a, t, x)));
            case 7 ->
                combined(
                        a,
                        "<<",
                        b,
                        both,
                        (t, s) -> in(b, t, s) && t.descendants(s).stream().anyMatch(x -> in(a, t, x)));
            case 8 ->
                combined(
                        a,
                        ">>>",
                        b,
                        both,
                        (t, s) -> in(b, t, s) && t.precededBy(s, a.meaning().of(t), NO_BOUND));
            case 9 -> {
                String name = name();
                yield narrowed(
                        a,
                        ".notPrecededBy('" + name + "')",
                        Tendency.OPEN,
                        (t, s) -> !t.precededBy(s, t.named(name), NO_BOUND));
            }
            default -> {
                Test test = test(0);
                yield narrowed(
                        a, ".where(" + test.lambda("x") + ")", a.tendency().with(test.tendency()), test.meaning());
            }
        };
    }

    private Set leaf() {
        String name = name();
        return switch (random.nextInt(6)) {
            case 0 -> new Set("trace.errors", false, Tendency.GROWING, t -> t.where(NaiveTrace::failed));
            case 1 -> new Set("trace.orphans", false, Tendency.OPEN, NaiveTrace::orphans);
            case 2 -> new Set("spans()", false, Tendency.GROWING, NaiveTrace::all);
            case 3 -> new Set("spans('" + name + "')", true, Tendency.GROWING, t -> t.named(name));
            default -> {
                Test test = test(1);
                yield new Set(
                        "spans(" + test.lambda("s") + ")",
                        test.own(),
                        test.tendency().searched(),
                        t -> t.where(s -> test.meaning().holds(t, s)));
            }
        };
    }

    private static boolean in(Set set, NaiveTrace trace, Span span) {
        return set.meaning().of(trace).contains(span);
    }

    private static Set derived(Set from, String text, OfSpan meaning) {
        return new Set(from.text() + text, false, from.tendency(), t -> t.where(s -> meaning.holds(t, s)));
    }

    private static Set narrowed(Set from, String text, Tendency tendency, OfSpan meaning) {
        return new Set(from.text() + text, false, tendency, t -> t.where(s -> in(from, t, s) && meaning.holds(t, s)));
    }

    private static Set combined(Set a, String operator, Set b, Tendency tendency, OfSpan meaning) {
        return new Set(
                "(" + a.text() + " " + operator + " " + b.text() + ")",
                false,
                tendency,
                t -> t.where(s -> meaning.holds(t, s)));
    }

    Truth truth(int depth) {
        if (depth > 0 && one(3)) {
            return compound(truth(depth - 1), truth(depth - 1));
        }
        Set set = set(1);
        Tendency grows = set.tendency();
        Test test = test(0);
        int number = random.nextInt(4);
        return switch (random.nextInt(17)) {
            case 0 ->
                truth(
                        "count('a') > " + number,
                        Tendency.GROWING,
                        t -> t.named("a").size() > number);
            case 1 ->
                truth(
                        "count('b') < " + (1 + number),
                        Tendency.SHRINKING,
                        t -> t.named("b").size() < 1 + number);
            case 2 ->
                truth(set.text() + ".count >= " + number, grows, t -> of(set, t).size() >= number);
            case 3 ->
                truth(
                        set.text() + ".count == " + number,
                        Tendency.OPEN,
                        t -> of(set, t).size() == number);
            case 4 ->
                truth(
                        set.text() + ".any(" + test.lambda("x") + ")",
                        grows.with(test.tendency()),
                        t -> of(set, t).stream().anyMatch(s -> test.meaning().holds(t, s)));
            case 5 ->
                truth(
                        set.text() + ".all(" + test.lambda("x") + ")",
                        Tendency.OPEN,
                        t -> of(set, t).stream().allMatch(s -> test.meaning().holds(t, s)));
            case 6 ->
                truth("!(" + set.text() + ")", grows.reversed(), t -> of(set, t).isEmpty());
            case 7 ->
                truth(
                        "size(trace.services) > " + number,
                        Tendency.GROWING,
                        t -> t.all().stream().map(Span::service).distinct().count() > number);
            case 8 -> truth("trace.depth > " + number, Tendency.GROWING, t -> t.depth() > number);
            case 9 ->
                truth(
                        "trace.duration >= '" + 5 * number + "ms'",
                        Tendency.GROWING,
                        t -> t.spread(t.all()) >= 5 * number * MILLI);
            case 10 ->
                truth(
                        set.text() + ".spread > '" + 3 * number + "ms'",
                        grows,
                        t -> t.spread(of(set, t)) > 3 * number * MILLI);
            case 11 ->
                truth(set.text() + ".maxConcurrent > " + number, grows, t -> t.maxConcurrent(of(set, t)) > number);
            case 12 ->
                truth(
                        set.text() + ".busy > '" + 2 * number + "ms'",
                        Tendency.OPEN,
                        t -> t.busy(of(set, t)) > 2 * number * MILLI);
            case 13 ->
                truth(
                        "sequence('a', '" + (char) ('a' + number) + "')",
                        Tendency.GROWING,
                        t -> t.sequence(t.named("a"), t.named(String.valueOf((char) ('a' + number)))));
            case 14 -> truth("trace.complete", Tendency.OPEN, NaiveTrace::isComplete);
            case 15 ->
                truth(
                        "trace.closedBy == 'IDLE'",
                        Tendency.OPEN,
                        t -> t.closedBy().name().equals("IDLE"));
            default ->
                truth(
                        set.text() + ".sum(x -> x.k) > " + number,
                        Tendency.OPEN,
                        t -> of(set, t).stream()
                                        .mapToLong(s -> Math.max(0, k(s)))
                                        .sum()
                                > number);
        };
    }

    private static Truth truth(String text, Tendency tendency, OfTrace meaning) {
        return new Truth(text, tendency, meaning);
    }

    private Truth compound(Truth a, Truth b) {
        Tendency tendency = a.tendency().with(b.tendency());
        return switch (random.nextInt(3)) {
            case 0 ->
                truth(
                        "(" + a.text() + " && " + b.text() + ")",
                        tendency,
                        t -> a.meaning().holds(t) && b.meaning().holds(t));
            case 1 ->
                truth(
                        "(" + a.text() + " || " + b.text() + ")",
                        tendency,
                        t -> a.meaning().holds(t) || b.meaning().holds(t));
            default ->
                truth(
                        "!(" + a.text() + ")",
                        a.tendency().reversed(),
                        t -> !a.meaning().holds(t));
        };
    }

    private static List<Span> of(Set set, NaiveTrace trace) {
        return set.meaning().of(trace);
    }

    private static boolean is(Span span, String name) {
        return span.name().equals(name);
    }

    /** The attribute, -1 where there is none. */
    private static long k(Span span) {
        return span.attributes().get("k") instanceof Long number ? number : -1;
    }
}
