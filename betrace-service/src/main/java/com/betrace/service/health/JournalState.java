package com.betrace.service.health;

/**
 * How the journal is.
 *
 * @param mode as configured: {@code off}, {@code interval} or {@code always}
 * @param bytes what it takes on disk
 * @param limitBytes what it may take
 * @param entries requests in it
 * @param error why it cannot be written; empty where it can
 */
public record JournalState(String mode, long bytes, long limitBytes, long entries, boolean healthy, String error) {

    /** There is no journal. */
    public static final JournalState OFF = new JournalState("off", 0, 0, 0, true, "");
}
