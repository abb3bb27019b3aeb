package com.betrace.service.journal;

import com.betrace.pipeline.SpanLog;
import com.betrace.service.health.ComponentState;
import com.betrace.service.health.JournalState;
import java.util.function.Supplier;

/** The journal as the other parts see it; without one, one that keeps nothing. */
public record OpenJournal(SpanLog log, Supplier<JournalState> state, Supplier<ComponentState> health) {

    static final OpenJournal NONE = new OpenJournal(
            SpanLog.NONE,
            () -> JournalState.OFF,
            () -> ComponentState.healthy("off: open traces are lost with the process"));
}
