package com.betrace.assembly;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.Arrival.Outcome;
import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceAssemblerTest {

    private static final Duration GRACE = CompletionPolicy.DEFAULT.rootGrace();
    private static final Duration IDLE = CompletionPolicy.DEFAULT.idle();
    private static final Duration MAX_AGE = CompletionPolicy.DEFAULT.maxAge();
    private static final Duration BLINK = Duration.ofNanos(1);

    private final AssemblyRun run = new AssemblyRun();

    @Test
    void wholeTrace_closesByRootAfterTheGrace() {
        List<Span> spans = spans("r - api GET 0 9 SERVER\nc r api q 1 2 CLIENT");
        run.addAll(spans).pass(GRACE.minus(BLINK));
        assertThat(run.closed).isEmpty();

        run.pass(BLINK);
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.ROOT);
        assertThat(run.onlyClosed().spans()).isEqualTo(spans);
        assertThat(run.onlyClosed().damaged()).isFalse();
        assertThat(run.assembler.openTraces()).isZero();
        assertThat(run.assembler.openSpans()).isZero();
        assertThat(run.assembler.openBytes()).isZero();
    }

    @Test
    void newSpan_startsTheGraceAnew() {
        run.addAll(spans("r - api GET 0 9")).pass(GRACE.minus(BLINK));
        run.addAll(spans("c r api q 1 2")).pass(GRACE.minus(BLINK));
        assertThat(run.closed).isEmpty();

        run.pass(BLINK);
        assertThat(run.onlyClosed().spans()).hasSize(2);
    }

    @Test
    void duplicate_doesNotStartTheGraceAnew() {
        Span root = span("r - api GET 0 9");
        run.addAll(List.of(root)).pass(GRACE.minus(BLINK));
        run.addAll(List.of(root)).pass(BLINK);

        assertThat(run.onlyClosed().spans()).containsExactly(root);
    }

    @Test
    void missingParent_waitsForTheIdleTime() {
        run.addAll(spans("r - api GET 0 9\nc x api q 1 2")).pass(IDLE.minus(BLINK));
        assertThat(run.closed).isEmpty();

        run.pass(BLINK);
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void localRoot_waitsForItsCallerUntilIdle() {
        run.addAll(spans("s x api GET 0 9 SERVER\nc s api q 1 2")).pass(IDLE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void parentThatArrivesLast_bringsTheGraceForward() {
        run.addAll(spans("r - api GET 0 9\nc p api q 1 2")).pass(Duration.ofSeconds(1));
        run.addAll(spans("p r api m 1 3")).pass(GRACE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.ROOT);
    }

    @Test
    void idleShorterThanTheGrace_closesByIdle() {
        AssemblyRun impatient = new AssemblyRun(
                new CompletionPolicy(Duration.ofSeconds(10), Duration.ofSeconds(5), MAX_AGE), AssemblyRun.LIMITS);
        impatient.addAll(spans("r - api GET 0 9")).pass(Duration.ofSeconds(5));

        assertThat(impatient.onlyClosed().closedBy()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void b2_sameSpanTwice_countsOnce() {
        Span root = span("r - api GET 0 9 n=1");

        assertThat(run.add(root)).isEqualTo(Outcome.ADDED);
        assertThat(run.add(span("r - api GET 0 9 n=1"))).isEqualTo(Outcome.DUPLICATE);
        run.pass(GRACE);
        assertThat(run.onlyClosed().spans()).containsExactly(root);
        assertThat(run.onlyClosed().damaged()).isFalse();
    }

    @Test
    void b3_otherSpanUnderTheSameId_keepsTheFirstAndDamagesTheTrace() {
        Span first = span("r - api GET 0 9 n=1");

        run.add(first);
        assertThat(run.add(span("r - api GET 0 9 n=2"))).isEqualTo(Outcome.DUPLICATE);
        run.pass(GRACE);
        assertThat(run.onlyClosed().spans()).containsExactly(first);
        assertThat(run.onlyClosed().damaged()).isTrue();
    }

    @Test
    void truncatedSpan_damagesTheTrace() {
        Span whole = span("r - api GET 0 9");
        run.add(Span.builder(whole.traceId(), whole.spanId()).truncated(true).build());
        run.pass(GRACE);

        assertThat(run.onlyClosed().damaged()).isTrue();
    }

    @Test
    void b4_rootLast_closesByRoot() {
        run.addAll(spans("c r api q 1 2")).pass(Duration.ofSeconds(29));
        run.addAll(spans("r - api GET 0 9")).pass(GRACE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.ROOT);
    }

    @Test
    void b4_rootNever_closesByIdle() {
        run.addAll(spans("c r api q 1 2\nd c api q 1 2")).pass(IDLE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void b4_twoRoots_closeByRoot() {
        run.addAll(spans("r - api GET 0 9\ns - api GET 0 9")).pass(GRACE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r - api GET 0 9\na b api q 1 2\nb a api q 1 2",
                "r - api GET 0 9\na a api q 1 2",
                "r - api GET 0 9\na c api q 1 2\nb a api q 1 2\nc b api q 1 2\nd c api q 1 2",
                "a b api q 1 2\nb a api q 1 2",
                "a a api q 1 2"
            })
    void b4_cycleOrSelfParent_neverClosesByRoot(String lines) {
        run.addAll(spans(lines)).pass(IDLE.minus(BLINK));
        assertThat(run.closed).isEmpty();

        run.pass(BLINK);
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void b5_requiredSpanJustBeforeTheClose_isInTheTrace() {
        run.addAll(spans("r - api GET 0 9")).pass(GRACE.minusMillis(1));
        run.addAll(spans("audit r api audit 1 2"));
        run.pass(Duration.ofMillis(1));
        assertThat(run.closed).isEmpty();

        run.pass(GRACE);
        assertThat(run.onlyClosed().spans()).hasSize(2);
    }

    @Test
    void b5_requiredSpanJustAfterTheClose_isLateAndOpensNothing() {
        run.addAll(spans("r - api GET 0 9")).pass(GRACE);

        assertThat(run.add(span("audit r api audit 1 2"))).isEqualTo(Outcome.LATE);
        assertThat(run.assembler.openTraces()).isZero();
        run.pass(MAX_AGE);
        assertThat(run.onlyClosed().spans()).hasSize(1);
    }

    @Test
    void b6_hugeTrace_closesByTheSpanLimitAndDoesNotTouchOthers() {
        AssemblyRun large = new AssemblyRun(new AssemblyLimits(20_000, Long.MAX_VALUE, 1 << 12, Duration.ZERO));
        large.add(span(traceId(2), "r - api GET 0 9"));
        for (int i = 1; i <= 50_000; i++) {
            Outcome outcome = large.add(bare(1, i));
            assertThat(outcome).isEqualTo(i <= 20_000 ? Outcome.ADDED : Outcome.AFTER_LIMIT);
        }
        assertThat(large.onlyClosed().closedBy()).isEqualTo(CloseReason.SPAN_LIMIT);
        assertThat(large.onlyClosed().spans()).hasSize(20_000);

        large.pass(GRACE);
        assertThat(large.closed).hasSize(2);
        assertThat(large.closed.get(1).id()).isEqualTo(traceId(2));
        assertThat(large.closed.get(1).closedBy()).isEqualTo(CloseReason.ROOT);
    }

    @Test
    void largeTrace_closesByTheByteLimit() {
        AssemblyRun tight = new AssemblyRun(new AssemblyLimits(20_000, 10_000, 16, Duration.ZERO));
        tight.add(span("a r api q 0 1 text=" + "x".repeat(3_000)));
        assertThat(tight.closed).isEmpty();
        tight.add(span("b r api q 0 1 text=" + "x".repeat(3_000)));

        assertThat(tight.onlyClosed().closedBy()).isEqualTo(CloseReason.BYTE_LIMIT);
        assertThat(tight.onlyClosed().spans()).hasSize(2);
    }

    @Test
    void b7_endlessTrace_closesAtItsMaximumAgeAndStaysClosed() {
        for (int second = 0; second < 24 * 60 * 60; second++) {
            run.add(bare(1, second + 1));
            run.pass(Duration.ofSeconds(1));
            assertThat(run.assembler.openSpans()).isLessThanOrEqualTo(MAX_AGE.toSeconds());
        }

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.MAX_AGE);
        assertThat(run.onlyClosed().spans()).hasSize((int) MAX_AGE.toSeconds());
        assertThat(run.assembler.openTraces()).isZero();
    }

    @Test
    void b17_relieve_closesTheLargestAndOldestFirst() {
        run.add(span(traceId(1), "r - api GET 0 9"));
        run.add(span(traceId(2), "r - api GET 0 9 text=" + "x".repeat(4_000)));
        run.pass(Duration.ofSeconds(1));
        run.add(span(traceId(3), "r - api GET 0 9 text=" + "x".repeat(4_500)));
        long before = run.assembler.openBytes();
        run.assembler.relieve(5_000, run.now());

        assertThat(run.onlyClosed().id()).isEqualTo(traceId(2));
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.MEMORY);
        assertThat(run.assembler.openBytes()).isLessThanOrEqualTo(before - 5_000);
        assertThat(run.add(span(traceId(2), "c r api q 1 2"))).isEqualTo(Outcome.AFTER_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void b11_b12_spansOwnTimes_playNoPart(long nanos) {
        Span odd = Span.builder(traceId(1), span("r - api GET 0 1").spanId())
                .time(nanos, nanos)
                .build();
        run.addAll(List.of(odd)).pass(GRACE.minus(BLINK));
        assertThat(run.closed).isEmpty();

        run.pass(BLINK);
        assertThat(run.onlyClosed().spans()).containsExactly(odd);
    }

    @Test
    void closeAll_closesEverythingForTheReasonGiven() {
        run.add(span(traceId(1), "r - api GET 0 9"));
        run.add(span(traceId(2), "c r api GET 0 9"));
        run.assembler.closeAll(CloseReason.SHUTDOWN, run.now());

        assertThat(run.closed).hasSize(2).allMatch(trace -> trace.closedBy() == CloseReason.SHUTDOWN);
        assertThat(run.assembler.openTraces()).isZero();
    }

    @Test
    void b18_context_isReadOnceForATrace() {
        assertThat(run.assembler
                        .add(span(traceId(1), "r - api GET 0 9"), run.now())
                        .context())
                .isEqualTo(1);
        assertThat(run.assembler
                        .add(span(traceId(2), "r - api GET 0 9"), run.now())
                        .context())
                .isEqualTo(2);
        assertThat(run.assembler
                        .add(span(traceId(1), "c r api q 0 9"), run.now())
                        .context())
                .isEqualTo(1);
        run.pass(GRACE);
        assertThat(run.closed).extracting(ClosedTrace::context).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void manyTraces_eachCloseInTheirOwnTime() {
        for (int i = 1; i <= 1_000; i++) {
            run.add(span(traceId(i), i % 3 == 0 ? "c r api q 0 1" : "r - api GET 0 1"));
            run.pass(Duration.ofMillis(i * 7 % 50));
        }
        long opened = run.now();
        run.pass(GRACE);
        assertThat(run.closed).filteredOn(t -> t.closedBy() == CloseReason.ROOT).hasSize(667);
        run.pass(IDLE.minus(GRACE));

        assertThat(run.closed).hasSize(1_000);
        assertThat(run.closed).filteredOn(t -> t.closedBy() == CloseReason.IDLE).hasSize(333);
        assertThat(run.now()).isEqualTo(opened + IDLE.toNanos());
    }

    @Test
    void heldTrace_closesLaterAndOthersDoNot() {
        CompletionPolicy longer =
                new CompletionPolicy(GRACE.multipliedBy(3), IDLE.multipliedBy(2), MAX_AGE.multipliedBy(2));
        CompletionPolicy shorter = new CompletionPolicy(BLINK, BLINK, BLINK);
        run.add(span(traceId(1), "r - api GET 0 9"));
        run.add(span(traceId(2), "r - api GET 0 9"));
        run.assembler.hold(traceId(1), longer);
        run.assembler.hold(traceId(1), shorter);
        run.assembler.hold(traceId(3), longer);

        run.pass(GRACE);
        assertThat(run.onlyClosed().id()).isEqualTo(traceId(2));
        run.pass(GRACE.multipliedBy(2).minus(BLINK));
        assertThat(run.closed).hasSize(1);
        run.pass(BLINK);
        assertThat(run.closed).extracting(ClosedTrace::closedBy).containsExactly(CloseReason.ROOT, CloseReason.ROOT);
    }

    @Test
    void heldTrace_mayGrowOlder() {
        run.assembler.add(span(traceId(1), "r 9 api GET 0 9"), run.now());
        run.assembler.hold(traceId(1), new CompletionPolicy(GRACE, IDLE, MAX_AGE.multipliedBy(2)));
        for (int i = 0; i < 11; i++) {
            run.pass(GRACE.multipliedBy(2));
            run.add(span(traceId(1), "s" + i + " 9 api GET 0 9"));
        }
        assertThat(run.closed).isEmpty();

        run.pass(GRACE.multipliedBy(2));
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.MAX_AGE);
    }

    @Test
    void nextDue_leadsToTheVeryMomentOfTheClose() {
        assertThat(run.assembler.nextDue()).isEqualTo(Long.MAX_VALUE);
        run.addAll(spans("r - api GET 0 9")).pass(GRACE.minus(BLINK));
        run.addAll(spans("c r api q 1 2"));
        while (run.assembler.nextDue() < Long.MAX_VALUE) {
            assertThat(run.closed).isEmpty();
            run.pass(Duration.ofNanos(run.assembler.nextDue() - run.now()));
        }

        assertThat(run.now()).isEqualTo(2 * GRACE.toNanos() - 1);
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.ROOT);
    }

    @Test
    void timesWithoutEnd_areTimes() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        AssemblyRun patient = new AssemblyRun(new CompletionPolicy(forEver, forEver, forEver), AssemblyRun.LIMITS);

        patient.addAll(spans("r - api GET 0 9")).pass(Duration.ofDays(1));

        assertThat(patient.closed).isEmpty();
    }

    private static Span bare(long trace, long id) {
        return Span.builder(traceId(trace), new SpanId(id)).build();
    }
}
