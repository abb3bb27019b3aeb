package com.betrace.service.storage;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Updates on their way into the store, in their order, in any number of attempts. While the store is in trouble nothing is given
 * up. Where it is not, the update that it refuses is found by halving what is written at once, and given up.
 */
final class PatientWrite {

    /** What an attempt came to. */
    enum Outcome {
        /** Everything is stored or given up. */
        DONE,
        /** There is more to do, at once. */
        GOES_ON,
        /** The store is in trouble. */
        FAILED
    }

    /** An update that the store will never take, and what it said. */
    record GivenUp(ViolationUpdate update, Throwable refusal) {}

    /** Changes nothing, but only a store that answers takes it. */
    private static final List<ViolationUpdate> NOTHING = List.of(new Settlement(new TraceId(0, 1), Set.of(), Set.of()));

    private final ViolationStore store;
    private final List<ViolationUpdate> updates;
    private final int most;
    private final List<StoredViolation> stored = new ArrayList<>();
    private final List<GivenUp> givenUp = new ArrayList<>();
    private int done;
    private int atOnce;
    private @Nullable Throwable failure;

    /**
     * Nothing is written yet.
     *
     * @param most how many are written in one transaction
     */
    PatientWrite(ViolationStore store, List<ViolationUpdate> updates, int most) {
        this.store = store;
        this.updates = updates;
        this.most = most;
        this.atOnce = most;
    }

    Outcome attempt() {
        if (left() == 0) {
            return Outcome.DONE;
        }
        List<ViolationUpdate> next = updates.subList(done, done + Math.min(atOnce, left()));
        Throwable problem = write(next);
        if (problem == null) {
            done += next.size();
            atOnce = Math.min(most, 2 * atOnce);
        } else {
            failure = problem;
            if (isTrouble(problem) || (next.size() == 1 && !storeWorks())) {
                atOnce = most;
                return Outcome.FAILED;
            }
            halve(next, problem);
        }
        return left() == 0 ? Outcome.DONE : Outcome.GOES_ON;
    }

    /** How many are neither stored nor given up. */
    int left() {
        return updates.size() - done;
    }

    /** What the store said, in its order. */
    List<StoredViolation> stored() {
        return stored;
    }

    /** What the store will never take. */
    List<GivenUp> givenUp() {
        return givenUp;
    }

    /** What the store said last when it failed; empty where it never did. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void halve(List<ViolationUpdate> refused, Throwable refusal) {
        if (refused.size() == 1) {
            givenUp.add(new GivenUp(refused.get(0), refusal));
            done++;
        } else {
            atOnce = refused.size() / 2;
        }
    }

    /** Catches everything: a writer thread that ends on an error would block the lanes for ever. */
    private @Nullable Throwable write(List<ViolationUpdate> some) {
        try {
            stored.addAll(store.write(some));
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private boolean storeWorks() {
        return write(NOTHING) == null;
    }

    private static boolean isTrouble(Throwable problem) {
        return problem instanceof Error
                || (problem instanceof RequestException refusal && refusal.code() == ErrorCode.UNAVAILABLE);
    }
}
