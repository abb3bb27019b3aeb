package com.betrace.service.telemetry;

import com.betrace.service.storage.RetentionMetrics;

/** What retention removes. */
final class RetentionInstruments implements RetentionMetrics {

    private final LabelledCounter<Reason> removed;

    RetentionInstruments(Instruments instruments) {
        removed = new LabelledCounter<>(
                instruments.labelled(
                        "betrace.violations.removed",
                        "{violation}",
                        "Violations that were removed because of their age or of the size of the database."),
                "reason",
                Reason.values());
    }

    @Override
    public void removed(Reason reason, int violations) {
        removed.add(reason, violations);
    }
}
