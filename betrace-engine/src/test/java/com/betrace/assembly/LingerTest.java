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

/** What becomes of spans that come after their trace has closed. */
class LingerTest {

    private static final Duration GRACE = CompletionPolicy.DEFAULT.rootGrace();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BLINK = Duration.ofNanos(1);
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final AssemblyRun run = new AssemblyRun(new AssemblyLimits(100, 1_000_000, 1 << 10, LINGER));

    private void closeOne() {
        run.addAll(spans("r - api GET 0 9")).pass(GRACE);
        assertThat(run.closed).hasSize(1);
        assertThat(run.closed.get(0).isLast()).isFalse();
    }

    private static Span child(int id) {
        return Span.builder(span("r - api GET 0 9").traceId(), new SpanId(1_000 + id))
                .parentSpanId(span("r - api GET 0 9").spanId())
                .build();
    }

    @Test
    void b5_spanJustAfterTheClose_closesItsTraceAgain() {
        closeOne();
        assertThat(run.add(span("a r api audit 1 2"))).isEqualTo(Outcome.REOPENS);
        run.pass(SECOND);

        assertThat(run.closed).hasSize(2);
        assertThat(run.closed.get(1).again()).isTrue();
        assertThat(run.closed.get(1).spans()).hasSize(2);
        assertThat(run.closed.get(1).closedBy()).isEqualTo(CloseReason.ROOT);
        assertThat(run.closed.get(0).spans()).hasSize(1);
    }

    @Test
    void spansInQuickSuccession_closeItOnceASecond() {
        closeOne();
        for (int i = 0; i < 30; i++) {
            run.add(child(i));
            run.pass(Duration.ofMillis(100));
        }

        assertThat(run.closed).hasSize(1 + 3);
        assertThat(run.closed).extracting(closed -> closed.spans().size()).containsExactly(1, 11, 21, 31);
    }

    @Test
    void fiveTimesAtMost_theLastAtTheEndOfTheLingerSoThatNoneIsMissed() {
        closeOne();
        for (int i = 0; i < 59; i++) {
            run.add(child(i));
            run.pass(SECOND);
        }
        assertThat(run.closed).hasSize(1 + 4);
        run.pass(SECOND);

        assertThat(run.closed).hasSize(1 + 5);
        assertThat(run.closed.get(5).spans()).hasSize(60);
        assertThat(run.closed.get(5).isLast()).isTrue();
        assertThat(run.assembler.lingeringTraces()).isZero();
        assertThat(run.assembler.lingeringBytes()).isZero();
    }

    @Test
    void afterTheLinger_aSpanIsLateByItsAge() {
        closeOne();
        run.pass(LINGER.minus(BLINK));
        assertThat(run.assembler.lingeringTraces()).isEqualTo(1);
        run.pass(BLINK);
        assertThat(run.assembler.lingeringTraces()).isZero();
        run.pass(SECOND);

        Arrival<Integer> late = run.assembler.add(span("a r api audit 1 2"), run.now());
        assertThat(late.outcome()).isEqualTo(Outcome.LATE);
        assertThat(late.age()).isEqualTo(LINGER.plus(SECOND).toNanos());
        assertThat(run.pass(LINGER).closed).hasSize(1);
    }

    @Test
    void b2_duplicateInTheLinger_changesNothing() {
        closeOne();
        assertThat(run.add(span("r - api GET 0 9"))).isEqualTo(Outcome.DUPLICATE);

        assertThat(run.pass(LINGER).closed).hasSize(1);
    }

    @Test
    void traceClosedByALimit_doesNotLinger() {
        for (int i = 0; i < 100; i++) {
            run.add(child(i));
        }
        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.SPAN_LIMIT);
        assertThat(run.onlyClosed().isLast()).isTrue();

        assertThat(run.add(child(100))).isEqualTo(Outcome.AFTER_LIMIT);
        assertThat(run.pass(LINGER).closed).hasSize(1);
    }

    @Test
    void lingeringTrace_takesNoMoreThanTheLimit() {
        closeOne();
        for (int i = 0; i < 99; i++) {
            assertThat(run.add(child(i))).isEqualTo(Outcome.REOPENS);
        }

        assertThat(run.add(child(99))).isEqualTo(Outcome.AFTER_LIMIT);
    }

    @Test
    void shortenedLinger_closesWhatHasChangedAndForgetsTheRest() {
        closeOne();
        run.add(child(1));
        run.addAll(List.of(span(traceId(7), "r - api GET 0 9"))).pass(GRACE);
        int closed = run.closed.size();
        run.add(child(2));
        run.assembler.shortenLinger(Long.MAX_VALUE / 2, run.now());

        assertThat(run.closed).hasSize(closed + 1);
        assertThat(run.closed.get(closed).spans()).hasSize(3);
        assertThat(run.closed.get(closed).isLast()).isTrue();
        assertThat(run.forgotten).containsExactly(traceId(7));
        assertThat(run.assembler.lingeringBytes()).isZero();
        assertThat(run.add(child(3))).isEqualTo(Outcome.LATE);
    }

    @Test
    void b10_spanAfterItsTombstone_opensATraceThatIsFlagged() {
        AssemblyRun forgetful = new AssemblyRun(new AssemblyLimits(100, 1_000_000, 8, Duration.ZERO));
        for (int i = 1; i <= 20; i++) {
            forgetful.add(span(traceId(i), "r - api GET 0 9"));
        }
        forgetful.pass(GRACE);
        assertThat(forgetful.closed).hasSize(20).noneMatch(ClosedTrace::damaged);
        int reopened = 0;
        for (int i = 1; i <= 20; i++) {
            reopened += forgetful.add(span(traceId(i), "c r api q 1 2")) == Outcome.ADDED ? 1 : 0;
        }
        forgetful.pass(CompletionPolicy.DEFAULT.idle());

        assertThat(reopened).isEqualTo(12);
        assertThat(forgetful.closed.subList(20, 32)).allMatch(ClosedTrace::damaged);
    }

    @Test
    void e2_recoveredTrace_closesAsSuchAndDoesNotLinger() {
        run.addAll(spans("r - api GET 0 9"));
        run.assembler.recovered(span("r - api GET 0 9").traceId());
        run.pass(GRACE);

        assertThat(run.onlyClosed().closedBy()).isEqualTo(CloseReason.RECOVERED);
        assertThat(run.assembler.lingeringTraces()).isZero();
    }
}
