package com.betrace.service.api;

import com.betrace.model.DropReason;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.IntakeAccount;
import com.betrace.service.intake.Refusal;
import com.betrace.v1.GetPipelineRequest;
import com.betrace.v1.Pipeline;
import com.betrace.v1.PipelineIntake;
import com.betrace.v1.PipelineJournal;
import com.betrace.v1.PipelineMemory;
import com.betrace.v1.PipelineRefusal;
import com.betrace.v1.PipelineSpans;
import com.betrace.v1.PipelineTraces;
import com.google.protobuf.util.Durations;
import java.util.Map;

/** The PipelineService. */
public final class PipelineApi {

    private final PipelineSources sources;

    public PipelineApi(PipelineSources sources) {
        this.sources = sources;
    }

    public Pipeline getPipeline(GetPipelineRequest request) {
        PipelineSnapshot now = sources.pipeline().get();
        return Pipeline.newBuilder()
                .setLanes(now.lanes())
                .setLag(Durations.fromNanos(now.lagNanos()))
                .setIntake(intake(sources.intake().get()))
                .setSpans(spans(now.spans()))
                .setTraces(traces(now))
                .setMemory(memory(sources.memory()))
                .setJournal(journal(sources.journal().get()))
                .build();
    }

    private static PipelineIntake intake(IntakeAccount account) {
        PipelineIntake.Builder intake = PipelineIntake.newBuilder()
                .setReceived(account.received())
                .setRejected(account.allRejected())
                .setRefused(account.allRefused().spans())
                .setAccepted(account.accepted())
                .setTruncated(account.truncated())
                .setUnsettled(account.unsettled())
                .setBalanced(account.unsettled() == 0);
        for (DropReason reason : DropReason.values()) {
            if (reason.atIntake()) {
                intake.putRejectedByReason(reason.name(), account.rejected().getOrDefault(reason, 0L));
            }
        }
        for (Refusal reason : Refusal.values()) {
            intake.addRefusals(refusal(reason, account.refused(reason)));
        }
        return intake.build();
    }

    private static PipelineRefusal refusal(Refusal reason, IntakeAccount.Refused refused) {
        return PipelineRefusal.newBuilder()
                .setReason(reason.name())
                .setRequests(refused.requests())
                .setSpans(refused.spans())
                .setBytes(refused.bytes())
                .build();
    }

    private static PipelineSpans spans(PipelineSnapshot.Spans spans) {
        long found = spans.queued()
                + spans.duplicates()
                + spans.late()
                + spans.afterLimit()
                + spans.inOpenTraces()
                + spans.inClosedTraces();
        return PipelineSpans.newBuilder()
                .setAccepted(spans.accepted())
                .setQueued(spans.queued())
                .setDuplicates(spans.duplicates())
                .setLate(spans.late())
                .setAfterLimit(spans.afterLimit())
                .setInOpenTraces(spans.inOpenTraces())
                .setInClosedTraces(spans.inClosedTraces())
                .setDifference(spans.accepted() - found)
                .setBalanced(spans.accepted() == found)
                .build();
    }

    private PipelineTraces traces(PipelineSnapshot now) {
        PipelineSnapshot.Traces traces = now.traces();
        PipelineTraces.Builder message = PipelineTraces.newBuilder()
                .setOpen(traces.open())
                .setOpenBytes(traces.openBytes())
                .setUnjudged(traces.unjudged())
                .setLingering(traces.lingering())
                .setLingeringBytes(traces.lingeringBytes())
                .setRejudged(traces.rejudged())
                .setRetractedViolations(sources.retracted().getAsLong());
        now.closed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(closed -> message.putClosed(closed.getKey().name(), closed.getValue()));
        return message.build();
    }

    private static PipelineMemory memory(MemoryBudget memory) {
        return PipelineMemory.newBuilder()
                .setUsedBytes(memory.used())
                .setSoftBytes(memory.soft())
                .setHardBytes(memory.hard())
                .build();
    }

    private static PipelineJournal journal(JournalState state) {
        return PipelineJournal.newBuilder()
                .setMode(state.mode())
                .setSizeBytes(state.bytes())
                .setLimitBytes(state.limitBytes())
                .setEntries(state.entries())
                .setHealthy(state.healthy())
                .setError(state.error())
                .build();
    }
}
