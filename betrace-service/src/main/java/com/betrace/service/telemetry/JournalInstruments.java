package com.betrace.service.telemetry;

import com.betrace.service.journal.JournalMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;

/** What the journal does. */
final class JournalInstruments implements JournalMetrics {

    private static final AttributeKey<String> FLUSHED = AttributeKey.stringKey("flushed");
    private static final Attributes ON_DISK = Attributes.of(FLUSHED, "true");
    private static final Attributes NOT_YET = Attributes.of(FLUSHED, "false");
    private static final double NANOS_PER_SECOND = 1e9;

    /** From a commit into the kernel's memory to a disk that hangs. */
    private static final List<Double> WAIT_SECONDS =
            List.of(5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final LongCounter commits;
    private final LongCounter failures;
    private final LongCounter quarantines;
    private final DoubleHistogram waits;

    JournalInstruments(Instruments instruments) {
        commits = instruments.labelled("betrace.journal.commits", "{commit}", "Commits of the journal.");
        commits.add(0, ON_DISK);
        commits.add(0, NOT_YET);
        failures = instruments.counter(
                "betrace.journal.commit.failures",
                "{commit}",
                "Commits that failed; nothing of them was acknowledged.");
        quarantines = instruments.counter(
                "betrace.journal.quarantines", "{journal}", "Damaged journals that were set aside at the start.");
        waits = instruments
                .meter()
                .histogramBuilder("betrace.journal.append.duration")
                .setUnit("s")
                .setDescription("How long a request waited until its spans were durable, or refused by the journal.")
                .setExplicitBucketBoundariesAdvice(WAIT_SECONDS)
                .build();
    }

    @Override
    public void committed(boolean flushed) {
        commits.add(1, flushed ? ON_DISK : NOT_YET);
    }

    @Override
    public void failed() {
        failures.add(1);
    }

    @Override
    public void waited(long nanos) {
        waits.record(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void quarantined() {
        quarantines.add(1);
    }
}
