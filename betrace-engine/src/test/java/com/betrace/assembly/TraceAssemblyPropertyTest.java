package com.betrace.assembly;

import static com.betrace.testkit.TestSpans.TRACE;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Attributes;
import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the order, duplication and splitting of a trace's spans: the same trace closes, for the same reason. */
class TraceAssemblyPropertyTest {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(900);

    @Property(tries = 300)
    void b1_b2_b4_anyOrderDuplicationAndSplitting_closesTheSameTrace(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll Shape shape, @ForAll long seed) {
        Random random = new Random(seed);
        List<Span> spans = shape.spans(size, random);
        ClosedTrace<Integer> expected = close(List.of(spans), random);

        ClosedTrace<Integer> actual = close(disorder(spans, random), random);

        assertThat(actual.spans()).containsExactlyInAnyOrderElementsOf(spans);
        assertThat(actual.closedBy())
                .isEqualTo(expected.closedBy())
                .isEqualTo(shape.closesByRoot ? CloseReason.ROOT : CloseReason.IDLE);
        assertThat(actual.damaged()).isFalse();
    }

    @Property(tries = 100)
    void b3_conflictingDuplicate_damagesTheTraceInAnyOrder(
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        Random random = new Random(seed);
        List<Span> spans = new ArrayList<>(Shape.TREE.spans(size, random));
        spans.add(span(1 + random.nextInt(size), 0, "another span"));

        ClosedTrace<Integer> actual = close(disorder(spans, random), random);

        assertThat(actual.damaged()).isTrue();
        assertThat(ids(actual.spans()))
                .isEqualTo(ids(spans))
                .hasSize(actual.spans().size());
    }

    @Property(tries = 50)
    void b8_anyFlood_keepsItsBytesAndItsBalance(@ForAll @IntRange(min = 1, max = 300) int traces, @ForAll long seed) {
        Random random = new Random(seed);
        AssemblyRun run = new AssemblyRun(new AssemblyLimits(8, 6_000, 1_024, Duration.ZERO));
        long added = 0;
        for (int i = 0; i < 2_000; i++) {
            Span span = Span.builder(traceId(1 + random.nextInt(traces)), new SpanId(1 + random.nextInt(20)))
                    .name("x".repeat(random.nextInt(500)))
                    .build();
            added += run.add(span) == Arrival.Outcome.ADDED ? 1 : 0;
            run.pass(Duration.ofMillis(random.nextInt(2_000)));

            run.assembler.relieve(run.assembler.openBytes() - 30_000, run.now());
            assertThat(run.assembler.openBytes()).isBetween(0L, 30_000L);
        }
        run.assembler.closeAll(CloseReason.SHUTDOWN, run.now());

        assertThat(run.closed.stream().mapToLong(trace -> trace.spans().size()).sum())
                .isEqualTo(added);
        assertThat(run.assembler.openBytes()).isZero();
        assertThat(run.assembler.openSpans()).isZero();
    }

    enum Shape {
        TREE(true),
        TWO_ROOTS(true),
        ORPHANS(false),
        CYCLE(false),
        SELF_PARENT(false);

        private final boolean closesByRoot;

        Shape(boolean closesByRoot) {
            this.closesByRoot = closesByRoot;
        }

        /** Span 1 is a root; every later span hangs off an earlier one, but for what makes the shape. */
        private List<Span> spans(int size, Random random) {
            List<Span> spans = new ArrayList<>(IntStream.rangeClosed(1, size)
                    .mapToObj(id -> span(id, id == 1 ? 0 : 1 + random.nextInt(id - 1), "s"))
                    .toList());
            int extra = size + 1;
            switch (this) {
                case TWO_ROOTS -> spans.add(span(extra, 0, "s"));
                case ORPHANS -> spans.add(span(extra, 999, "s"));
                case SELF_PARENT -> spans.add(span(extra, extra, "s"));
                case CYCLE -> {
                    spans.add(span(extra, extra + 1, "s"));
                    spans.add(span(extra + 1, extra, "s"));
                }
                case TREE -> {}
            }
            return spans;
        }
    }

    /** Shuffled, some spans repeated later on, cut into requests anywhere. */
    private static List<List<Span>> disorder(List<Span> spans, Random random) {
        List<Span> sent = new ArrayList<>(spans);
        spans.stream().filter(span -> random.nextInt(3) == 0).forEach(sent::add);
        Collections.shuffle(sent, random);
        List<List<Span>> requests = new ArrayList<>();
        for (int from = 0; from < sent.size(); ) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(5));
            requests.add(sent.subList(from, to));
            from = to;
        }
        return requests;
    }

    private static ClosedTrace<Integer> close(List<List<Span>> requests, Random random) {
        AssemblyRun run = new AssemblyRun();
        for (List<Span> request : requests) {
            run.pass(Duration.ofNanos((long) (random.nextDouble() * LONGEST_PAUSE.toNanos())));
            run.addAll(request);
            assertThat(run.closed).as("closed while spans still come").isEmpty();
        }
        run.pass(CompletionPolicy.DEFAULT.idle());
        return run.onlyClosed();
    }

    private static Span span(long id, long parent, String name) {
        return Span.builder(TRACE, new SpanId(id))
                .parentSpanId(parent == 0 ? null : new SpanId(parent))
                .name(name)
                .attributes(Attributes.builder().put("id", id).build())
                .build();
    }

    private static Set<SpanId> ids(List<Span> spans) {
        Set<SpanId> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.spanId()));
        return ids;
    }
}
