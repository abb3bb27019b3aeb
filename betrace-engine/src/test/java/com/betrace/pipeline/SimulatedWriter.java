package com.betrace.pipeline;

import com.betrace.model.ViolationUpdate;
import com.betrace.oracle.NaiveLane.Closed;
import com.betrace.oracle.NaiveLane.Turn;
import com.betrace.oracle.NaiveStore;
import com.betrace.store.InMemoryViolationStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Stores what lanes say, then tells the log, in the order at close; slow, in batches, and killed at any point. Beside it the
 * oracle's store gets what its lanes said. What was stored outlives the processes.
 */
final class SimulatedWriter {

    private final SimulatedLog log;
    private final InMemoryViolationStore store = new InMemoryViolationStore();
    private final NaiveStore expected = new NaiveStore();
    private final Deque<Said> waiting = new ArrayDeque<>();

    /** The last close of each trace that is stored. */
    private final List<Closed> closed = new ArrayList<>();

    private record Said(List<Judged> judged, Turn turn) {}

    SimulatedWriter(SimulatedLog log) {
        this.log = log;
    }

    void take(List<Judged> judged, Turn turn) {
        if (!judged.isEmpty()) {
            waiting.add(new Said(judged, turn));
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    InMemoryViolationStore store() {
        return store;
    }

    NaiveStore expected() {
        return expected;
    }

    List<Closed> closed() {
        return closed;
    }

    /** What waits is lost with the process. */
    void killed() {
        waiting.clear();
    }

    /** Writes so much of what waits; false where it was killed on the way. */
    boolean write(int atMost, BooleanSupplier killedNow) {
        List<Judged> batch = new ArrayList<>();
        List<ViolationUpdate> updates = new ArrayList<>();
        for (int i = 0; i < atMost && !waiting.isEmpty(); i++) {
            Said said = waiting.remove();
            batch.addAll(said.judged());
            said.judged().forEach(judged -> updates.addAll(judged.updates()));
            said.turn().updates().forEach(expected::apply);
            closed.addAll(said.turn().closed());
        }
        store.write(updates);
        if (killedNow.getAsBoolean()) {
            return false;
        }
        log.markClosed(
                batch.stream().flatMap(judged -> judged.closed().stream()).toList());
        if (killedNow.getAsBoolean()) {
            return false;
        }
        log.forget(batch.stream().flatMap(judged -> judged.forgotten().stream()).toList());
        return true;
    }
}
