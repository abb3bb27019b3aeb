package com.betrace.pipeline;

import com.betrace.model.ViolationUpdate;
import java.util.List;

/**
 * What a lane found, in its order, and the traces it has closed: their marks are set once everything found in them, here and
 * before, is stored.
 */
public record Judged(List<ViolationUpdate> updates, List<CloseMark> closed) {

    public Judged {
        updates = List.copyOf(updates);
        closed = List.copyOf(closed);
    }

    public boolean isEmpty() {
        return updates.isEmpty() && closed.isEmpty();
    }
}
