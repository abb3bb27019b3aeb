package com.betrace.service.intake;

import com.betrace.model.DropReason;
import com.google.rpc.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds up what the intake counts, so that it can be read, and passes it on. Thread-safe. */
public final class IntakeTotals implements IntakeMetrics {

    private final IntakeMetrics next;
    private final Consumer<Refusal> onRefusal;
    private final LongAdder received = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder truncated = new LongAdder();
    private final List<LongAdder> rejected = forEach(DropReason.values(), LongAdder::new);
    private final List<RefusedTotal> refused = forEach(Refusal.values(), RefusedTotal::new);

    /** @param onRefusal hears of each request that was refused because of others */
    public IntakeTotals(IntakeMetrics next, Consumer<Refusal> onRefusal) {
        this.next = next;
        this.onRefusal = onRefusal;
    }

    /** The totals at this moment. What was received is read last, so that it is never less than what became of it. */
    public IntakeAccount account() {
        Map<DropReason, Long> rejections = Arrays.stream(DropReason.values())
                .filter(DropReason::atIntake)
                .collect(Collectors.toMap(
                        reason -> reason,
                        reason -> rejected.get(reason.ordinal()).sum()));
        Map<Refusal, IntakeAccount.Refused> refusals = Arrays.stream(Refusal.values())
                .collect(Collectors.toMap(
                        reason -> reason,
                        reason -> refused.get(reason.ordinal()).sum()));
        long taken = accepted.sum();
        return new IntakeAccount(received.sum(), taken, truncated.sum(), rejections, refusals);
    }

    @Override
    public void received(int spans) {
        received.add(spans);
        next.received(spans);
    }

    @Override
    public void accepted(int spans) {
        accepted.add(spans);
        next.accepted(spans);
    }

    @Override
    public void rejected(DropReason reason, int spans) {
        rejected.get(reason.ordinal()).add(spans);
        next.rejected(reason, spans);
    }

    @Override
    public void refused(Refusal reason, int spans, long bytes) {
        refused.get(reason.ordinal()).add(spans, bytes);
        if (reason != Refusal.TOO_LARGE) {
            onRefusal.accept(reason);
        }
        next.refused(reason, spans, bytes);
    }

    @Override
    public void truncated(int spans) {
        truncated.add(spans);
        next.truncated(spans);
    }

    @Override
    public void otlpAnswered(Transport transport, Code outcome) {
        next.otlpAnswered(transport, outcome);
    }

    /** One for each constant, by its ordinal. */
    private static <T> List<T> forEach(Enum<?>[] constants, Supplier<T> total) {
        return Stream.generate(total).limit(constants.length).toList();
    }

    private static final class RefusedTotal {

        private final LongAdder requests = new LongAdder();
        private final LongAdder spans = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        void add(int moreSpans, long moreBytes) {
            requests.increment();
            spans.add(moreSpans);
            bytes.add(moreBytes);
        }

        IntakeAccount.Refused sum() {
            return new IntakeAccount.Refused(requests.sum(), spans.sum(), bytes.sum());
        }
    }
}
