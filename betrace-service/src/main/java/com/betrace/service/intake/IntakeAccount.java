package com.betrace.service.intake;

import com.betrace.model.DropReason;
import java.util.Map;

/**
 * What came in through all doors since the start. Spans are those of decoded requests.
 *
 * @param received good and bad
 * @param accepted handed to the engine
 * @param truncated of the accepted, those that a limit cut
 * @param rejected bad ones, by each reason of which senders are told
 * @param refused requests to be sent again, by each reason
 */
public record IntakeAccount(
        long received, long accepted, long truncated, Map<DropReason, Long> rejected, Map<Refusal, Refused> refused) {

    /**
     * @param spans good spans of those of the requests that had been decoded
     * @param bytes of all of them, as far as they came or were announced
     */
    public record Refused(long requests, long spans, long bytes) {

        Refused plus(Refused other) {
            return new Refused(requests + other.requests, spans + other.spans, bytes + other.bytes);
        }
    }

    public IntakeAccount {
        rejected = Map.copyOf(rejected);
        refused = Map.copyOf(refused);
    }

    public Refused refused(Refusal reason) {
        return refused.getOrDefault(reason, new Refused(0, 0, 0));
    }

    public long allRejected() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public Refused allRefused() {
        return refused.values().stream().reduce(new Refused(0, 0, 0), Refused::plus);
    }

    /** Spans of requests that are being answered. */
    public long unsettled() {
        return received - accepted - allRejected() - allRefused().spans();
    }
}
