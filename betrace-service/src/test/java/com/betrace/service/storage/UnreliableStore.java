package com.betrace.service.storage;

import com.betrace.model.Handling;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.GroupPage;
import com.betrace.store.GroupQuery;
import com.betrace.store.InMemoryViolationStore;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStats;
import com.betrace.store.ViolationStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory whose writes wait or fail as the test says. */
final class UnreliableStore implements ViolationStore {

    final AtomicInteger attempts = new AtomicInteger();
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final InMemoryViolationStore store = new InMemoryViolationStore();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Throwable failure;
    private volatile ViolationId refused;

    /** Writes with this one fail, all others work. */
    void refuse(ViolationId id) {
        refused = id;
    }

    void failWith(Throwable throwable) {
        failure = throwable;
    }

    void heal() {
        failure = null;
    }

    /** Writes wait until {@link #open}. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    @Override
    public List<StoredViolation> write(List<? extends ViolationUpdate> violations) {
        attempts.incrementAndGet();
        awaitGate();
        Throwable now = failure;
        if (now instanceof Error error) {
            throw error;
        }
        if (now != null) {
            throw (RuntimeException) now;
        }
        for (ViolationUpdate violation : violations) {
            if (violation instanceof Violation one && one.id().equals(refused)) {
                throw new IllegalArgumentException("a value is out of range");
            }
        }
        batches.add(violations.size());
        return store.write(violations);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Violation> get(ViolationId id) {
        return store.get(id);
    }

    @Override
    public StoredViolation handle(ViolationId id, Handling handling) {
        return store.handle(id, handling);
    }

    @Override
    public ViolationPage find(ViolationQuery query) {
        return store.find(query);
    }

    @Override
    public long count(ViolationCriteria filter, long most) {
        return store.count(filter, most);
    }

    @Override
    public ViolationStats stats(ViolationCriteria filter, Duration interval) {
        return store.stats(filter, interval);
    }

    @Override
    public GroupPage groups(GroupQuery query) {
        return store.groups(query);
    }
}
