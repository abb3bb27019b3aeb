package com.betrace.benchmarks.faults.load;

/**
 * How a sender behaves.
 *
 * @param open how many traces it works on at a time; each request has the next parts of some of them
 * @param tracesPerRequest at most
 * @param pauseMillis after each acknowledged request
 * @param patient whether it waits as long as a refusal tells, or only {@code retryMillis}
 * @param retryMillis how long it waits where nothing tells
 * @param repeats the share of acknowledged requests that it sends again, as a client does whose acknowledgement got lost
 */
public record Manners(
        int open, int tracesPerRequest, long pauseMillis, boolean patient, long retryMillis, double repeats) {

    long pauseAfter(Answer refusal) {
        return patient ? Math.max(refusal.retryMillis(), retryMillis) : retryMillis;
    }
}
