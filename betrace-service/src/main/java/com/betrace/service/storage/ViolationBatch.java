package com.betrace.service.storage;

import com.betrace.model.Settlement;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
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
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One write within its transaction: what is known of the ids and of the traces that settle is read at once, then each row is
 * written at most once.
 */
final class ViolationBatch {

    /** Databases bound the number of parameters of a statement. */
    private static final int IDS_PER_QUERY = 1_000;

    private final Handle handle;
    private final Map<ViolationId, StoredViolation> known = new HashMap<>();

    /** What is known of each trace that settles, by seq. */
    private final Map<TraceId, NavigableMap<Long, ViolationId>> settling = new HashMap<>();

    private final Set<ViolationId> opened = new LinkedHashSet<>();
    private final Set<ViolationId> changed = new LinkedHashSet<>();
    private long lastSeq;

    ViolationBatch(Handle handle) {
        this.handle = handle;
    }

    List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        readKnown(updates);
        lastSeq = handle.createQuery("SELECT last FROM sequences WHERE name = 'violations'")
                .mapTo(Long.class)
                .one();
        List<StoredViolation> results = new ArrayList<>(updates.size());
        for (ViolationUpdate update : updates) {
            List<StoredViolation> some = update instanceof Settlement settlement
                    ? retracted(settlement)
                    : List.of(decided((Violation) update));
            some.forEach(this::note);
            results.addAll(some);
        }
        writeRows(ViolationRow.INSERT, opened);
        writeRows(ViolationRow.UPDATE, changed);
        handle.createUpdate("UPDATE sequences SET last = :last WHERE name = 'violations'")
                .bind("last", lastSeq)
                .execute();
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
        read(" WHERE trace_id IN (<keys>) AND kind < " + ViolationKind.RETRACTED, settling.keySet(), TraceId::toBytes);
    }

    private <K> void read(String condition, Collection<K> keys, Function<K, byte[]> toBytes) {
        List<byte[]> all = keys.stream().map(toBytes).toList();
        for (int from = 0; from < all.size(); from += IDS_PER_QUERY) {
            handle.createQuery(ViolationRow.SELECT + condition)
                    .bindList("keys", all.subList(from, Math.min(from + IDS_PER_QUERY, all.size())))
                    .map((row, context) ->
                            new StoredViolation(row.getLong("seq"), ViolationRow.read(row), null, Change.UNCHANGED))
                    .forEach(this::remember);
        }
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
            return new StoredViolation(++lastSeq, violation, null, Change.OPENED);
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

    private void writeRows(String sql, Set<ViolationId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(sql);
        for (ViolationId id : ids) {
            StoredViolation row = Objects.requireNonNull(known.get(id));
            ViolationRow.bind(rows, row.seq(), row.violation());
            rows.add();
        }
        rows.execute();
    }
}
