package com.betrace.benchmarks.faults.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final TraceIds IDS = new TraceIds(7);
    private static final Finding FINDING = Finding.of("rule", IDS.trace(1), List.of("s1"));
    private static final PlannedSpan ROOT = PlannedSpan.of(0, PlannedSpan.NONE, "root", 0, 1);
    private static final PlannedSpan CHILD = PlannedSpan.of(1, 0, "child", 0, 1);
    private static final TracePlan TRACE = new TracePlan(1, List.of(List.of(CHILD), List.of(ROOT)), List.of(FINDING));
    private static final Request FIRST = Request.of(List.of(new Request.Part(TRACE, 0)), IDS);
    private static final Request LAST = Request.of(List.of(new Request.Part(TRACE, 1)), IDS);
    private static final long EPOCH_MILLIS = 5_000;
    private static final long GRACE = 10;
    private static final long IDLE = 100;

    private final Ledger ledger = new Ledger();

    @Test
    void nothingAcknowledged_isNotSettled() {
        ledger.sending(FIRST, 1_000);

        assertThat(ledger.isSettled()).isFalse();
        assertThatThrownBy(ledger::findings).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wholeTraceAcknowledged_mustBeFoundIn() {
        deliver(FIRST, 1_000);
        deliver(LAST, 2_000);

        assertThat(ledger.findings()).containsExactly(FINDING);
        assertThat(ledger.spans()).isEqualTo(2);
        assertThat(ledger.traces()).isOne();
        assertThat(ledger.wholeAt(1)).hasValue(EPOCH_MILLIS);
    }

    @Test
    void partAcknowledged_keepsTheTraceOpenForTheIdleTime() {
        deliver(FIRST, 1_000);

        assertThat(ledger.openAt(1_000 + IDLE - 1, GRACE, IDLE)).isOne();
        assertThat(ledger.openAt(1_000 + IDLE, GRACE, IDLE)).isZero();
    }

    @Test
    void wholeTrace_isOpenForTheGraceSinceItsFirstAttempt() {
        deliver(FIRST, 1_000);
        ledger.sending(LAST, 2_000);
        deliver(LAST, 2_005);

        assertThat(ledger.openAt(2_000 + GRACE - 1, GRACE, IDLE)).isOne();
        assertThat(ledger.openAt(2_000 + GRACE, GRACE, IDLE)).isZero();
    }

    @Test
    void nothingAcknowledged_isNotOpen() {
        ledger.sending(FIRST, 1_000);

        assertThat(ledger.openAt(1_001, GRACE, IDLE)).isZero();
    }

    @Test
    void traceWithoutFindings_isOnlyCounted() {
        TracePlan fine = new TracePlan(2, List.of(List.of(ROOT, CHILD)), List.of());
        deliver(Request.of(List.of(new Request.Part(fine, 0)), IDS), 1_000);

        assertThat(ledger.findings()).isEmpty();
        assertThat(ledger.spans()).isEqualTo(2);
        assertThat(ledger.allTraces()).isOne();
    }

    private void deliver(Request request, long nanos) {
        ledger.sending(request, nanos);
        ledger.acknowledged(request, EPOCH_MILLIS);
    }
}
