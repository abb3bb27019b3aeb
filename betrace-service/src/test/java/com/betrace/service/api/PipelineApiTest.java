package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.DropReason;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.IntakeTotals;
import com.betrace.service.intake.Refusal;
import com.betrace.v1.GetPipelineRequest;
import com.betrace.v1.Pipeline;
import com.betrace.v1.PipelineRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineApiTest {

    private final List<Refusal> heard = new ArrayList<>();
    private final IntakeTotals intake = new IntakeTotals(IntakeMetrics.NONE, heard::add);
    private final MemoryBudget memory = new MemoryBudget(1_000);
    private long queued = 2;
    private final PipelineApi api = new PipelineApi(new PipelineSources(
            intake::account,
            this::snapshot,
            memory,
            () -> new JournalState("always", 11, 12, 13, false, "disk full"),
            () -> 14));

    @Test
    void intake_withARequestInTheMiddle_isUnsettledUntilItIsAnswered() {
        intake.received(10);
        intake.rejected(DropReason.INVALID_TIME, 3);
        assertThat(get().getIntake().getUnsettled()).isEqualTo(7);
        assertThat(get().getIntake().getBalanced()).isFalse();
        intake.accepted(7);
        intake.truncated(1);
        intake.received(5);
        intake.refused(Refusal.JOURNAL_FULL, 5, 500);
        intake.refused(Refusal.MEMORY, 0, 900);

        Pipeline now = get();
        assertThat(now.getIntake().getReceived()).isEqualTo(15);
        assertThat(now.getIntake().getRejected()).isEqualTo(3);
        assertThat(now.getIntake().getRejectedByReasonMap())
                .containsEntry("INVALID_TIME", 3L)
                .containsEntry("INVALID_SPAN_ID", 0L)
                .doesNotContainKey("LATE");
        assertThat(now.getIntake().getRefused()).isEqualTo(5);
        assertThat(now.getIntake().getRefusalsList())
                .hasSize(Refusal.values().length)
                .contains(refusal("JOURNAL_FULL", 1, 5, 500), refusal("MEMORY", 1, 0, 900));
        assertThat(now.getIntake().getAccepted()).isEqualTo(7);
        assertThat(now.getIntake().getTruncated()).isEqualTo(1);
        assertThat(now.getIntake().getBalanced()).isTrue();
        assertThat(heard).containsExactly(Refusal.JOURNAL_FULL, Refusal.MEMORY);
    }

    @Test
    void spans_thatAreNowhere_areTheDifference() {
        assertThat(get().getSpans().getBalanced()).isTrue();
        queued = 1;
        assertThat(get().getSpans().getDifference()).isEqualTo(1);
        assertThat(get().getSpans().getBalanced()).isFalse();
    }

    @Test
    void everythingElse_isShown() {
        memory.add(70);

        Pipeline now = get();

        assertThat(now.getLanes()).isEqualTo(4);
        assertThat(now.getLag().getNanos()).isEqualTo(9_000_000);
        assertThat(now.getTraces().getOpen()).isEqualTo(21);
        assertThat(now.getTraces().getUnjudged()).isEqualTo(23);
        assertThat(now.getTraces().getLingeringBytes()).isEqualTo(25);
        assertThat(now.getTraces().getRejudged()).isEqualTo(26);
        assertThat(now.getTraces().getClosedMap()).isEqualTo(Map.of("ROOT", 31L));
        assertThat(now.getTraces().getRetractedViolations()).isEqualTo(14);
        assertThat(now.getMemory().getUsedBytes()).isEqualTo(70);
        assertThat(now.getMemory().getSoftBytes()).isEqualTo(750);
        assertThat(now.getJournal().getMode()).isEqualTo("always");
        assertThat(now.getJournal().getLimitBytes()).isEqualTo(12);
        assertThat(now.getJournal().getError()).isEqualTo("disk full");
    }

    private Pipeline get() {
        return api.getPipeline(GetPipelineRequest.getDefaultInstance());
    }

    private PipelineSnapshot snapshot() {
        return new PipelineSnapshot(
                4,
                new PipelineSnapshot.Spans(2 + 3 + 4 + 5 + 6 + 7, queued, 3, 4, 5, 6, 7),
                new PipelineSnapshot.Traces(21, 22, 23, 24, 25, 26),
                Map.of(CloseReason.ROOT, 31L),
                9_000_000);
    }

    private static PipelineRefusal refusal(String reason, long requests, long spans, long bytes) {
        return PipelineRefusal.newBuilder()
                .setReason(reason)
                .setRequests(requests)
                .setSpans(spans)
                .setBytes(bytes)
                .build();
    }
}
