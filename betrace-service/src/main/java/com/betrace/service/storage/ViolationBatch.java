package com.betrace.service.storage;

import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.FloodGuard;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One write within its transaction: what is known of the ids and of the traces that settle is read at once, then each row is
 * written at most once.
 */
final class ViolationBatch {

    private final Handle handle;
    private final Dialect dialect;
    private final FloodGuard flood;
    private final Sequence seqs;
    private final Map<ViolationId, StoredViolation> known = new HashMap<>();

    /** What is known of each trace that settles, by seq. */
    private final Map<TraceId, NavigableMap<Long, ViolationId>> settling = new HashMap<>();

    private final Set<ViolationId> opened = new LinkedHashSet<>();
    private final Set<ViolationId> changed = new LinkedHashSet<>();

    /** @param flood begun */
    ViolationBatch(Handle handle, Dialect dialect, FloodGuard flood) {
        this.handle = handle;
        this.dialect = dialect;
        this.flood = flood;
        this.seqs = Sequence.read(handle, "violations");
    }

    List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        readKnown(updates);
        List<StoredViolation> results = new ArrayList<>(updates.size());
        for (ViolationUpdate update : updates) {
            List<StoredViolation> some = update instanceof Settlement settlement
                    ? retracted(settlement)
                    : List.of(decided((Violation) update));
            some.forEach(this::note);
            results.addAll(some);
        }
        ViolationRows rows = dialect.rows(handle);
        rows.insert(among(opened));
        rows.update(among(changed));
        new GroupBatch(handle).add(results);
        seqs.write();
        return results;
    }

    private void readKnown(List<? extends ViolationUpdate> updates) {
        Set<ViolationId> ids = new LinkedHashSet<>();
        for (ViolationUpdate update : updates) {
            if (update instanceof Settlement settlement) {
                settling.computeIfAbsent(settlement.traceId(), trace -> new TreeMap<>());
            } else {
                ids.add(((Violation) update).id());
            }
        }
        read(" WHERE id IN (<keys>)", ids, ViolationRow::toBytes);
        read(" WHERE trace_id IN (<keys>) AND NOT retracted", settling.keySet(), TraceId::toBytes);
    }

    private <K> void read(String condition, Collection<K> keys, Function<K, byte[]> toBytes) {
        Batch.inParts(
                keys.stream().map(toBytes).toList(),
                part -> handle.createQuery(ViolationRow.SELECT + condition)
                        .bindList("keys", part)
                        .map((row, context) -> ViolationRow.readStored(row))
                        .forEach(this::remember));
    }

    private void remember(StoredViolation stored) {
        known.put(stored.violation().id(), stored);
        NavigableMap<Long, ViolationId> ofTrace =
                settling.get(stored.violation().traceId());
        if (ofTrace != null) {
            ofTrace.put(stored.seq(), stored.violation().id());
        }
    }

    private void note(StoredViolation result) {
        if (!result.isKept()) {
            return;
        }
        ViolationId id = result.violation().id();
        remember(result);
        if (result.change() == Change.OPENED) {
            opened.add(id);
        } else if (result.change() != Change.UNCHANGED && !opened.contains(id)) {
            changed.add(id);
        }
    }

    private StoredViolation decided(Violation violation) {
        StoredViolation before = known.get(violation.id());
        if (before == null) {
            Change change = flood.ask(violation);
            return new StoredViolation(change == Change.OPENED ? seqs.next() : 0, violation, null, change);
        }
        Violation old = before.violation();
        return old.saysTheSameAs(violation)
                ? new StoredViolation(before.seq(), old, old, Change.UNCHANGED)
                : new StoredViolation(before.seq(), violation.asRevisionOf(old), old, Change.REVISED);
    }

    private List<StoredViolation> retracted(Settlement settlement) {
        return Objects.requireNonNull(settling.get(settlement.traceId())).values().stream()
                .map(id -> Objects.requireNonNull(known.get(id)))
                .filter(stored -> settlement.retracts(stored.violation()))
                .map(stored -> new StoredViolation(
                        stored.seq(), stored.violation().asRetracted(), stored.violation(), Change.RETRACTED))
                .toList();
    }

    private List<StoredViolation> among(Set<ViolationId> ids) {
        return ids.stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
    }
}
