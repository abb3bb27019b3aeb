package com.betrace.store;

import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.StoredViolation.Change;
import com.betrace.store.ViolationQuery.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Violations in memory, all of them: the reference that the contract test is read against. */
public final class InMemoryViolationStore implements ViolationStore {

    private final FloodGuard flood;
    private final TreeMap<Long, Violation> bySeq = new TreeMap<>();
    private final Map<ViolationId, Long> seqs = new LinkedHashMap<>();
    private final InMemoryGroups groups = new InMemoryGroups();

    /** A store that keeps everything. */
    public InMemoryViolationStore() {
        this(FloodGuard.none());
    }

    public InMemoryViolationStore(FloodGuard flood) {
        this.flood = flood;
    }

    @Override
    public synchronized List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        flood.begin();
        List<StoredViolation> results = new ArrayList<>();
        for (ViolationUpdate update : List.copyOf(updates)) {
            List<StoredViolation> some = update instanceof Settlement settlement
                    ? retracted(settlement)
                    : List.of(decided((Violation) update));
            some.forEach(this::keep);
            results.addAll(some);
        }
        flood.succeeded();
        return results;
    }

    private List<StoredViolation> retracted(Settlement settlement) {
        return bySeq.entrySet().stream()
                .filter(stored -> settlement.retracts(stored.getValue()))
                .map(stored -> new StoredViolation(
                        stored.getKey(), stored.getValue().asRetracted(), stored.getValue(), Change.RETRACTED))
                .toList();
    }

    private StoredViolation decided(Violation violation) {
        Long seq = seqs.get(violation.id());
        if (seq == null) {
            Change change = flood.ask(violation);
            return new StoredViolation(change == Change.OPENED ? seqs.size() + 1L : 0, violation, null, change);
        }
        Violation old = stored(seq);
        return old.saysTheSameAs(violation)
                ? new StoredViolation(seq, old, old, Change.UNCHANGED)
                : new StoredViolation(seq, violation.asRevisionOf(old), old, Change.REVISED);
    }

    private Violation stored(long seq) {
        return Objects.requireNonNull(bySeq.get(seq));
    }

    private void keep(StoredViolation result) {
        Violation violation = result.violation();
        groups.add(result);
        if (result.isKept()) {
            seqs.put(violation.id(), result.seq());
            bySeq.put(result.seq(), violation);
        }
    }

    @Override
    public synchronized StoredViolation handle(ViolationId id, Handling handling) {
        Long seq = seqs.get(id);
        if (seq == null) {
            throw RequestException.notFound("violation", id.hex());
        }
        StoredViolation result = StoredViolation.handled(seq, stored(seq), handling);
        bySeq.put(seq, result.violation());
        return result;
    }

    @Override
    public synchronized Optional<Violation> get(ViolationId id) {
        return Optional.ofNullable(seqs.get(id)).map(this::stored);
    }

    @Override
    public synchronized ViolationPage find(ViolationQuery query) {
        boolean newestFirst = query.order() == Order.NEWEST_FIRST;
        Map<Long, Violation> ordered = newestFirst ? bySeq.descendingMap() : bySeq;
        Long after = query.after();
        List<Map.Entry<Long, Violation>> found = ordered.entrySet().stream()
                .filter(row -> after == null || (newestFirst ? row.getKey() < after : row.getKey() > after))
                .filter(row -> query.filter().matches(row.getValue()))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        List<Map.Entry<Long, Violation>> page = more ? found.subList(0, query.limit()) : found;
        return new ViolationPage(
                page.stream().map(Map.Entry::getValue).toList(),
                more ? page.get(page.size() - 1).getKey() : null);
    }

    @Override
    public synchronized long count(ViolationCriteria filter, long most) {
        return matching(filter).limit(most).count();
    }

    private Stream<Violation> matching(ViolationCriteria filter) {
        return bySeq.values().stream().filter(filter::matches);
    }

    @Override
    public synchronized ViolationStats stats(ViolationCriteria filter, @Nullable Duration interval) {
        return StatsOf.violations(matching(filter).toList(), interval);
    }

    @Override
    public synchronized GroupPage groups(GroupQuery query) {
        return groups.find(
                query,
                fingerprint -> matching(ViolationCriteria.SHOWN
                                .with()
                                .fingerprint(fingerprint)
                                .build())
                        .count());
    }
}
