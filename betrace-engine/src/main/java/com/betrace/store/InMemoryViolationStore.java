package com.betrace.store;

import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.StoredViolation.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Violations in memory, all of them: the reference that the contract test is read against. */
public final class InMemoryViolationStore implements ViolationStore {

    /** In order of seq, because a revision keeps its place. */
    private final Map<ViolationId, StoredViolation> known = new LinkedHashMap<>();

    @Override
    public synchronized List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        List<StoredViolation> stored = new ArrayList<>();
        for (ViolationUpdate update : List.copyOf(updates)) {
            List<StoredViolation> results = update instanceof Settlement settlement
                    ? retracted(settlement)
                    : List.of(decide((Violation) update));
            results.forEach(result -> known.put(result.violation().id(), result));
            stored.addAll(results);
        }
        return stored;
    }

    private List<StoredViolation> retracted(Settlement settlement) {
        return known.values().stream()
                .filter(stored -> settlement.retracts(stored.violation()))
                .map(stored -> new StoredViolation(
                        stored.seq(), stored.violation().asRetracted(), stored.violation(), Change.RETRACTED))
                .toList();
    }

    private StoredViolation decide(Violation violation) {
        StoredViolation before = known.get(violation.id());
        if (before == null) {
            return new StoredViolation(known.size() + 1L, violation, null, Change.OPENED);
        }
        Violation old = before.violation();
        if (old.saysTheSameAs(violation)) {
            return new StoredViolation(before.seq(), old, old, Change.UNCHANGED);
        }
        return new StoredViolation(before.seq(), violation.asRevisionOf(old), old, Change.REVISED);
    }

    @Override
    public synchronized Optional<Violation> get(ViolationId id) {
        return Optional.ofNullable(known.get(id)).map(StoredViolation::violation);
    }

    @Override
    public synchronized List<Violation> find(ViolationQuery query) {
        List<Violation> matching = new ArrayList<>();
        known.values().stream()
                .map(StoredViolation::violation)
                .filter(query::matches)
                .forEach(matching::add);
        Collections.reverse(matching);
        return List.copyOf(matching.subList(0, Math.min(query.limit(), matching.size())));
    }

    @Override
    public synchronized long count(ViolationQuery query) {
        return known.values().stream()
                .filter(stored -> query.matches(stored.violation()))
                .count();
    }
}
