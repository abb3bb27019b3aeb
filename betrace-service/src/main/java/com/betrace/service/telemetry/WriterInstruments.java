package com.betrace.service.telemetry;

import com.betrace.model.Severity;
import com.betrace.service.storage.WriterMetrics;

/** What becomes of violations that were found. */
final class WriterInstruments implements WriterMetrics {

    private final Runnable lost;
    private final LabelledCounter<Severity> retracted;
    private final LabelledCounter<Severity> late;
    private final LabelledCounter<Severity> suppressed;

    /** Counts with {@code lost} what was found and is not stored, as the pipeline does. */
    WriterInstruments(Instruments instruments, Runnable lost) {
        this.lost = lost;
        retracted = bySeverity(
                instruments,
                "betrace.violations.retracted",
                "Certain violations of enforced rules that held no longer, or were not certain any more.");
        late = bySeverity(
                instruments,
                "betrace.violations.late",
                "Certain violations of enforced rules that only spans showed which came late.");
        suppressed = bySeverity(
                instruments,
                "betrace.violations.suppressed",
                "New violations that were counted with their group and not kept, because too many came in a minute.");
    }

    private static LabelledCounter<Severity> bySeverity(Instruments instruments, String name, String description) {
        return new LabelledCounter<>(
                instruments.labelled(name, "{violation}", description), "severity", Severity.values());
    }

    @Override
    public void lost() {
        lost.run();
    }

    @Override
    public void retracted(Severity severity) {
        retracted.add(severity, 1);
    }

    @Override
    public void foundLate(Severity severity) {
        late.add(severity, 1);
    }

    @Override
    public void suppressed(Severity severity) {
        suppressed.add(severity, 1);
    }
}
