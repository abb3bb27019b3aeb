package com.betrace.service.intake;

import com.betrace.pipeline.Offer;

/** Why a request was refused as a whole although nothing is wrong with it: its sender is to try again, but for {@link #TOO_LARGE}. */
public enum Refusal {
    QUEUE_FULL("the queues of the engine are full"),
    MEMORY("the memory for spans is used up"),
    /** The only one that is not to be tried again. */
    TOO_LARGE("it takes more memory than there is for all spans"),
    JOURNAL_FULL("the journal has reached its size"),
    JOURNAL_FAILED("the journal cannot be written"),
    STOPPING("the service is stopping");

    private final String cause;

    Refusal(String cause) {
        this.cause = cause;
    }

    /** The cause in words, to stand behind "because". */
    public String cause() {
        return cause;
    }

    /** What an offer that was not taken is for the sender. */
    static Refusal of(Offer offer) {
        return switch (offer) {
            case QUEUE_FULL -> QUEUE_FULL;
            case MEMORY -> MEMORY;
            case LOG_FULL -> JOURNAL_FULL;
            case LOG_FAILED -> JOURNAL_FAILED;
            case STOPPING -> STOPPING;
            case TAKEN -> throw new IllegalArgumentException("what was taken is not refused");
        };
    }
}
