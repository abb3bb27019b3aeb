package com.betrace.pipeline;

/**
 * The pipeline's accounts at one moment, in spans where not said otherwise. They always balance: {@code accepted = queued
 * + duplicates + late + inOpenTraces + inClosedTraces}.
 *
 * @param accepted taken over from senders since the start
 * @param queued waiting for their lane
 * @param openTraces traces that still take spans
 * @param openBytes estimated memory of the open traces
 */
public record PipelineSnapshot(
        int lanes,
        long accepted,
        long queued,
        long duplicates,
        long late,
        long inOpenTraces,
        long inClosedTraces,
        long openTraces,
        long openBytes) {

    PipelineSnapshot plus(PipelineSnapshot other) {
        return new PipelineSnapshot(
                lanes + other.lanes,
                accepted + other.accepted,
                queued + other.queued,
                duplicates + other.duplicates,
                late + other.late,
                inOpenTraces + other.inOpenTraces,
                inClosedTraces + other.inClosedTraces,
                openTraces + other.openTraces,
                openBytes + other.openBytes);
    }
}
