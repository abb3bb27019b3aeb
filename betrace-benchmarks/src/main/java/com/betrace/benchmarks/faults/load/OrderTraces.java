package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Orders of a shop: every kind of rule looks at them, some are broken, most are whole. What an absence rule waits for often
 * comes last, so that judging a fragment shows as a violation that must not be there.
 *
 * <p>Until the last part of a trace arrives its root or the parent of another span is missing: no pause between the parts that
 * is shorter than the idle time may close it.
 */
public final class OrderTraces implements TracePlans {

    /** Largest number of parts, and the share of traces in which every span is listed and of those that break a rule. */
    public record Mix(int parts, double census, double broken) {}

    private static final int ROOT = 0;
    private static final int HUB = 1;

    private final TraceIds ids;
    private final long seed;
    private final Mix mix;

    public OrderTraces(TraceIds ids, long seed, Mix mix) {
        this.ids = ids;
        this.seed = seed;
        this.mix = mix;
    }

    @Override
    public TracePlan plan(long number) {
        Random random = new Random(seed * 31 + number * 0x9E3779B97F4A7C15L);
        random.nextInt();
        Order order = new Order(random);
        List<PlannedSpan> spans = order.spans();
        return new TracePlan(number, parts(spans, random), new OrderFindings(ids, number).of(spans));
    }

    /** The spans in random order over random parts; the root or the parent of the others comes last, another span first. */
    private List<List<PlannedSpan>> parts(List<PlannedSpan> spans, Random random) {
        List<PlannedSpan> leaves = new ArrayList<>(spans.subList(HUB + 1, spans.size()));
        Collections.shuffle(leaves, random);
        boolean rootLast = random.nextBoolean();
        List<List<PlannedSpan>> parts = new ArrayList<>();
        int count = 1 + random.nextInt(mix.parts());
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        parts.get(0).add(leaves.remove(0));
        parts.get(0).add(spans.get(rootLast ? HUB : ROOT));
        parts.get(count - 1).add(spans.get(rootLast ? ROOT : HUB));
        leaves.forEach(leaf -> parts.get(random.nextInt(count)).add(leaf));
        parts.removeIf(List::isEmpty);
        return parts;
    }

    /** Draws what happens in one order. */
    private final class Order {

        private final Random random;
        private final boolean census;
        private final List<PlannedSpan> spans = new ArrayList<>();

        Order(Random random) {
            this.random = random;
            this.census = random.nextDouble() < mix.census();
        }

        List<PlannedSpan> spans() {
            add(PlannedSpan.of(ROOT, PlannedSpan.NONE, Orders.ROOT, 0, 400));
            add(PlannedSpan.of(HUB, ROOT, Orders.CHECKOUT, 10, 390));
            if (!broken()) {
                addLeaf(Orders.FRAUD_CHECK, 20, 30);
            }
            addLeaf(Orders.CHARGE, 50, 100);
            if (!broken()) {
                addLeaf(Orders.AUDIT, 150, 155);
            }
            addQueries(broken() ? Orders.REPEATED : 1 + random.nextInt(Orders.REPEATED - 1));
            if (broken()) {
                addLeaf(Orders.LEGACY, 300, 310);
                addLeaf(Orders.LEGACY, 320, 330);
            }
            return spans;
        }

        private void addQueries(int count) {
            for (int i = 0; i < count; i++) {
                long start = 200 + 10L * i;
                add(PlannedSpan.of(spans.size(), HUB, Orders.QUERY, start, start + 5)
                        .withQuery("SELECT price FROM items"));
            }
        }

        private void addLeaf(String name, long start, long end) {
            add(PlannedSpan.of(spans.size(), HUB, name, start, end));
        }

        private void add(PlannedSpan span) {
            PlannedSpan drawn = broken() ? span.withFailure() : span;
            spans.add(census ? drawn.withCensus() : drawn);
        }

        private boolean broken() {
            return random.nextDouble() < mix.broken();
        }
    }
}
