package com.betrace.pipeline;

import com.betrace.model.ViolationUpdate;
import java.util.List;

/**
 * What a lane found, in its order, the traces it has closed, and those it needs no more. Once the updates, here and before, are
 * stored, the {@link SpanLog} is told: first of what closed, then of what to forget.
 */
public record Judged(List<ViolationUpdate> updates, List<CloseMark> closed, List<Forgotten> forgotten) {

    public Judged {
        updates = List.copyOf(updates);
        closed = List.copyOf(closed);
        forgotten = List.copyOf(forgotten);
    }

    public boolean isEmpty() {
        return updates.isEmpty() && closed.isEmpty() && forgotten.isEmpty();
    }
}
