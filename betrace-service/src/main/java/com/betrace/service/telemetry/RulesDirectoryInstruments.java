package com.betrace.service.telemetry;

import com.betrace.service.rulesdirectory.LoadOutcome;
import com.betrace.service.rulesdirectory.RulesDirectoryMetrics;

/** Counts the states of the rules directory, and shows whether the present one is refused. */
final class RulesDirectoryInstruments implements RulesDirectoryMetrics {

    private final LabelledCounter<LoadOutcome> loads;
    private volatile LoadOutcome last = LoadOutcome.LOADED;

    RulesDirectoryInstruments(Instruments instruments) {
        loads = new LabelledCounter<>(
                instruments.labelled(
                        "betrace.rules.directory.loads",
                        "{load}",
                        "Changes of the rules directory that were taken up."),
                "outcome",
                LoadOutcome.values());
        instruments.gauge(
                "betrace.rules.directory.failing",
                "{directory}",
                "1 while the rules directory cannot be loaded and its last good state judges, else 0.",
                () -> last == LoadOutcome.REFUSED ? 1 : 0);
    }

    @Override
    public void tried(LoadOutcome outcome) {
        last = outcome;
        loads.add(outcome, 1);
    }
}
