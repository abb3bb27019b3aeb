package com.betrace.service.intake;

import com.betrace.model.DropReason;
import com.google.rpc.Code;

/**
 * Counts what the intake does. Thread-safe and cheap. For the spans of decoded requests {@code received = rejected +
 * accepted + refused} always holds.
 */
public interface IntakeMetrics {

    /** Counts nothing. */
    IntakeMetrics NONE = new IntakeMetrics() {
        @Override
        public void received(int spans) {}

        @Override
        public void accepted(int spans) {}

        @Override
        public void rejected(DropReason reason, int spans) {}

        @Override
        public void refused(Refusal reason, int spans, long bytes) {}

        @Override
        public void truncated(int spans) {}
    };

    /** Spans of a decoded request, good or bad. */
    void received(int spans);

    /** Spans handed to the engine. */
    void accepted(int spans);

    /** Spans the sender was told are bad. */
    void rejected(DropReason reason, int spans);

    /**
     * A request was refused as a whole, for no fault of its sender, who may retry.
     *
     * @param spans its good spans, 0 where it was refused before it was decoded
     * @param bytes of it, inflated, as far as they came; what its sender announced where none was read
     */
    void refused(Refusal reason, int spans, long bytes);

    /** Accepted spans that a limit cut. */
    void truncated(int spans);

    /** An OTLP request was answered, whatever it said; partial success is OK. */
    default void otlpAnswered(Transport transport, Code outcome) {}
}
