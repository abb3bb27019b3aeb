package com.betrace.service.storage;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One write within its transaction: what is known of the ids is read at once, then each row is written at most once. */
final class ViolationBatch {

    /** Databases bound the number of parameters of a statement. */
    private static final int IDS_PER_QUERY = 1_000;

    private final Handle handle;
    private final Map<ViolationId, StoredViolation> known = new HashMap<>();
    private final Set<ViolationId> opened = new LinkedHashSet<>();
    private final Set<ViolationId> revised = new LinkedHashSet<>();
    private long lastSeq;

    ViolationBatch(Handle handle) {
        this.handle = handle;
    }

    List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        List<Violation> violations = updates.stream()
                .filter(Violation.class::isInstance)
                .map(Violation.class::cast)
                .toList();
        readKnown(violations.stream().map(Violation::id).distinct().toList());
        lastSeq = handle.createQuery("SELECT last FROM sequences WHERE name = 'violations'")
                .mapTo(Long.class)
                .one();
        List<StoredViolation> results = new ArrayList<>(violations.size());
        for (Violation violation : violations) {
            StoredViolation result = decide(violation);
            known.put(violation.id(), result);
            results.add(result);
        }
        writeRows(ViolationRow.INSERT, opened);
        writeRows(ViolationRow.UPDATE, revised);
        handle.createUpdate("UPDATE sequences SET last = :last WHERE name = 'violations'")
                .bind("last", lastSeq)
                .execute();
        return results;
    }

    private void readKnown(List<ViolationId> ids) {
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            List<byte[]> some = ids.subList(from, Math.min(from + IDS_PER_QUERY, ids.size())).stream()
                    .map(ViolationRow::toBytes)
                    .toList();
            handle.createQuery(ViolationRow.SELECT + " WHERE id IN (<ids>)")
                    .bindList("ids", some)
                    .map((row, context) ->
                            new StoredViolation(row.getLong("seq"), ViolationRow.read(row), null, Change.UNCHANGED))
                    .forEach(stored -> known.put(stored.violation().id(), stored));
        }
    }

    private StoredViolation decide(Violation violation) {
        StoredViolation before = known.get(violation.id());
        if (before == null) {
            opened.add(violation.id());
            return new StoredViolation(++lastSeq, violation, null, Change.OPENED);
        }
        if (before.violation().saysTheSameAs(violation)) {
            return new StoredViolation(before.seq(), before.violation(), before.violation(), Change.UNCHANGED);
        }
        if (!opened.contains(violation.id())) {
            revised.add(violation.id());
        }
        return new StoredViolation(
                before.seq(), violation.asRevisionOf(before.violation()), before.violation(), Change.REVISED);
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
