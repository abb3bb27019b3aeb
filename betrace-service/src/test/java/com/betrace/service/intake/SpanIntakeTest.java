package com.betrace.service.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.DropReason;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.Offer;
import com.betrace.testkit.TestSpans;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanIntakeTest {

    private final List<Span> taken = new ArrayList<>();
    private final Counts counts = new Counts();
    private final SpanIntake intake =
            new SpanIntake(SpanLimits.DEFAULTS, counts, spans -> taken.addAll(spans) ? Offer.TAKEN : Offer.QUEUE_FULL);

    @Test
    void requestThatWouldNeverFit_isNotToBeSentAgain() {
        assertThatThrownBy(() -> outOfMemory(1_000).accept(batch()))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
                .hasMessageContaining("more than the 1000 that there are");
        assertThat(counts.refusals).containsExactly("TOO_LARGE 2 100");
    }

    @Test
    void requestThatFindsNoMemoryNow_isToBeSentAgain() {
        assertThatThrownBy(() -> outOfMemory(1_000_000).accept(batch()))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(counts.refusals).containsExactly("MEMORY 2 100");
    }

    private SpanIntake outOfMemory(long bytes) {
        Admission admission = new Admission(new MemoryBudget(bytes), counts);
        return new SpanIntake(SpanLimits.DEFAULTS, counts, admission, spans -> Offer.MEMORY);
    }

    @Test
    void accept_goodAndBadSpans_handsOverTheGoodAndDescribesTheBad() {
        IntakeResult result = intake.accept(batch());

        assertThat(taken).hasSize(2);
        assertThat(result.accepted()).isEqualTo(2);
        assertThat(result.rejected()).isEqualTo(1);
        assertThat(result.rejections())
                .containsExactly(new RejectedSpan(1, "t", "s", DropReason.INVALID_TIME, "start_time: is -1"));
    }

    @Test
    void accept_anyBatch_keepsTheBalance() {
        intake.accept(batch());

        assertThat(counts.received).isEqualTo(3);
        assertThat(counts.accepted).isEqualTo(2);
        assertThat(counts.rejected).isEqualTo(Map.of(DropReason.INVALID_TIME, 1));
        assertThat(counts.truncated).isEqualTo(1);
        assertThat(counts.refusals).isEmpty();
    }

    @Test
    void accept_engineFull_countsTheRequestWithItsGoodSpansAsRefused() {
        SpanIntake full = new SpanIntake(SpanLimits.DEFAULTS, counts, spans -> Offer.QUEUE_FULL);

        assertThatThrownBy(() -> full.accept(batch())).isInstanceOf(RequestException.class);

        assertThat(counts.received).isEqualTo(3);
        assertThat(counts.accepted).isZero();
        assertThat(counts.refusals).containsExactly("QUEUE_FULL 2 100");
        assertThat(counts.rejected).isEqualTo(Map.of(DropReason.INVALID_TIME, 1));
    }

    @Test
    void accept_onlyBadSpans_doesNotAskTheEngine() {
        SpanIntake full = new SpanIntake(SpanLimits.DEFAULTS, counts, spans -> Offer.QUEUE_FULL);
        DecodedSpans batch = new DecodedSpans(100);
        batch.reject("", "", new InvalidSpanException(DropReason.INVALID_TRACE_ID, "trace_id: is empty"));

        assertThat(full.accept(batch).rejected()).isEqualTo(1);
    }

    @Test
    void batch_ofGarbage_describesOnlySoMany() {
        DecodedSpans batch = new DecodedSpans(100);
        for (int i = 0; i < DecodedSpans.MAX_REJECTIONS + 5; i++) {
            batch.reject("", "", new InvalidSpanException(DropReason.INVALID_TRACE_ID, "bad"));
        }

        IntakeResult result = intake.accept(batch);

        assertThat(result.rejected()).isEqualTo(DecodedSpans.MAX_REJECTIONS + 5);
        assertThat(result.rejections()).hasSize(DecodedSpans.MAX_REJECTIONS);
        assertThat(counts.received).isEqualTo(DecodedSpans.MAX_REJECTIONS + 5);
    }

    private static DecodedSpans batch() {
        DecodedSpans batch = new DecodedSpans(100);
        batch.add(TestSpans.span("a - shop cart 0 1"));
        batch.reject("t", "s", new InvalidSpanException(DropReason.INVALID_TIME, "start_time: is -1"));
        batch.add(Span.builder(TestSpans.TRACE, TestSpans.spanId("b"))
                .truncated(true)
                .build());
        return batch;
    }

    private static final class Counts implements IntakeMetrics {

        private int received;
        private int accepted;
        private final List<String> refusals = new ArrayList<>();
        private int truncated;
        private final Map<DropReason, Integer> rejected = new EnumMap<>(DropReason.class);

        @Override
        public void received(int spans) {
            received += spans;
        }

        @Override
        public void accepted(int spans) {
            accepted += spans;
        }

        @Override
        public void rejected(DropReason reason, int spans) {
            rejected.merge(reason, spans, Integer::sum);
        }

        @Override
        public void refused(Refusal reason, int spans, long bytes) {
            refusals.add(reason + " " + spans + " " + bytes);
        }

        @Override
        public void truncated(int spans) {
            truncated += spans;
        }
    }
}
