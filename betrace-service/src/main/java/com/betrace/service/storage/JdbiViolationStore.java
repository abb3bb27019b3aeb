package com.betrace.service.storage;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import java.util.List;
import java.util.Optional;

/** Violations in the database, within {@link RowLimits}. */
final class JdbiViolationStore implements ViolationStore {

    private final DatabaseAccess database;

    JdbiViolationStore(DatabaseAccess database) {
        this.database = database;
    }

    @Override
    public List<StoredViolation> write(List<Violation> violations) {
        if (violations.isEmpty()) {
            return List.of();
        }
        List<Violation> rows = violations.stream().map(RowLimits::cut).toList();
        return database.write(handle -> new ViolationBatch(handle).write(rows));
    }

    @Override
    public Optional<Violation> get(ViolationId id) {
        return database.read(handle -> handle.createQuery(ViolationRow.SELECT + " WHERE id = :id")
                .bind("id", ViolationRow.toBytes(id))
                .map((row, context) -> ViolationRow.read(row))
                .findOne());
    }

    @Override
    public List<Violation> find(ViolationQuery query) {
        Conditions conditions = Conditions.of(query);
        return database.read(handle -> handle.createQuery(newestFirst(conditions))
                .bindMap(conditions.values())
                .bind("limit", query.limit())
                .map((row, context) -> ViolationRow.read(row))
                .list());
    }

    @Override
    public long count(ViolationQuery query) {
        Conditions conditions = Conditions.of(query);
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM violations" + conditions.where())
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one());
    }

    /** The statement of {@link #find}. */
    static String newestFirst(Conditions conditions) {
        return ViolationRow.SELECT + conditions.where() + " ORDER BY seq DESC LIMIT :limit";
    }
}
