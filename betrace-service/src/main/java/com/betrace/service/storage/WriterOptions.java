package com.betrace.service.storage;

import java.time.Duration;

/**
 * The limits of {@link ViolationWriter}.
 *
 * @param queueCapacity how many violations wait at most; who brings more waits itself
 * @param batchSize how many are written in one transaction at most
 * @param linger how long a smaller batch waits to grow
 * @param firstRetry how long after a failed write the next is tried; doubled with each failure
 * @param longestRetry where the doubling ends
 * @param stopTimeout how long a stop waits for the rest to be written
 */
public record WriterOptions(
        int queueCapacity,
        int batchSize,
        Duration linger,
        Duration firstRetry,
        Duration longestRetry,
        Duration stopTimeout) {

    public static WriterOptions defaults(int queueCapacity) {
        return new WriterOptions(
                queueCapacity,
                1_000,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }
}
