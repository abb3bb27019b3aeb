package com.betrace.service.intake;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.model.SpanBytes;
import com.betrace.pipeline.MemoryBudget;
import java.util.List;

/**
 * Lets requests with spans in while there is memory for them, before they are read: a request takes from the budget what it
 * makes the service hold, as it is read and inflated, until it is answered. Thread-safe.
 */
public final class Admission {

    private final MemoryBudget memory;
    private final IntakeMetrics metrics;

    public Admission(MemoryBudget memory, IntakeMetrics metrics) {
        this.memory = memory;
        this.metrics = metrics;
    }

    /** Lets everything in. */
    public static Admission unlimited(IntakeMetrics metrics) {
        return new Admission(new MemoryBudget(Long.MAX_VALUE), metrics);
    }

    /**
     * Begins a request, of which nothing is read yet. RequestException UNAVAILABLE above the soft mark.
     *
     * @param announced bytes that the sender says will come, which are counted with a refusal and nothing else; 0 where it
     *     does not say
     */
    public Reservation open(long announced) {
        if (memory.isShort()) {
            throw refuse(Refusal.MEMORY, 0, announced);
        }
        return new Reservation(this);
    }

    /**
     * Counts a refused request and says why to its sender.
     *
     * @param spans its good spans, 0 where it was not decoded
     * @param bytes of it, as far as they came or were announced
     */
    public RequestException refuse(Refusal why, int spans, long bytes) {
        metrics.refused(why, spans, bytes);
        String figures = why == Refusal.MEMORY
                ? " (" + memory.used() + " bytes are used, requests being read among them; the soft mark is at "
                        + memory.soft() + " of " + memory.hard() + ")"
                : "";
        return new RequestException(
                ErrorCode.UNAVAILABLE,
                "no span of this request was taken in because " + why.cause() + figures + ", try again");
    }

    /** The same where decoded spans find no room: such as never will are not to be tried again. */
    RequestException refuseForMemory(List<Span> spans, long bytes) {
        long needed = bytes + SpanBytes.of(spans);
        if (needed <= memory.hard()) {
            return refuse(Refusal.MEMORY, spans.size(), bytes);
        }
        metrics.refused(Refusal.TOO_LARGE, spans.size(), bytes);
        return new RequestException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "the request and its " + spans.size() + " spans take " + needed + " bytes of memory, more than the "
                        + memory.hard() + " that there are for all spans: send fewer spans at once");
    }

    /** A request that alone uses the budget may have all of it: it would otherwise never fit. */
    boolean take(long bytes, long alreadyHeld) {
        if (memory.tryTake(bytes)) {
            return true;
        }
        boolean alone = memory.used() <= alreadyHeld;
        if (alone) {
            memory.add(bytes);
        }
        return alone;
    }

    void giveBack(long bytes) {
        memory.add(-bytes);
    }
}
