package com.betrace.benchmarks.throughput;

/**
 * What a load gave, while it was measured.
 *
 * @param spansPerSecond acknowledged
 * @param cpuNanosPerSpan processor time of the service's process
 * @param ackMedian milliseconds from a request to its answer
 * @param ackP99 the same, that one in a hundred took longer than
 * @param peakMib memory of the service's process, at most
 * @param refusals answers that told to try again
 */
record Figures(
        double spansPerSecond, double cpuNanosPerSpan, double ackMedian, double ackP99, long peakMib, long refusals) {}
