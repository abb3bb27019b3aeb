package com.betrace.service.storage;

import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Violations in the database, within {@link RowLimits}. */
final class JdbiViolationStore implements ViolationStore {

    private static final String NEWEST = " ORDER BY seq DESC LIMIT :limit";

    private final DatabaseAccess database;

    JdbiViolationStore(DatabaseAccess database) {
        this.database = database;
    }

    @Override
    public List<StoredViolation> write(List<? extends ViolationUpdate> violations) {
        if (violations.isEmpty()) {
            return List.of();
        }
        List<ViolationUpdate> rows = violations.stream()
                .map(update -> update instanceof Violation violation ? RowLimits.cut(violation) : update)
                .toList();
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
        if (conditions.kinds().isEmpty()) {
            return List.of();
        }
        return database.read(handle -> handle.createQuery(newestFirst(conditions))
                .bindMap(conditions.values())
                .bind("limit", query.limit())
                .map((row, context) -> ViolationRow.read(row))
                .list());
    }

    @Override
    public long count(ViolationQuery query) {
        Conditions conditions = Conditions.of(query);
        if (conditions.kinds().isEmpty()) {
            return 0;
        }
        return database.read(handle -> handle.createQuery(counting(conditions))
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one());
    }

    /** The statement of {@link #find}: the newest of each kind, each read without sorting, and the newest of these. */
    static String newestFirst(Conditions conditions) {
        List<String> each = conditions.kinds().stream()
                .map(kind -> ViolationRow.SELECT + " WHERE kind = " + kind + conditions.and() + NEWEST)
                .toList();
        return each.size() == 1
                ? each.get(0)
                : each.stream()
                                .map(newest -> "SELECT * FROM (" + newest + ") AS newest")
                                .collect(Collectors.joining(" UNION ALL "))
                        + NEWEST;
    }

    /** The statement of {@link #count}. */
    static String counting(Conditions conditions) {
        String kinds = conditions.kinds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "SELECT COUNT(*) FROM violations WHERE kind IN (" + kinds + ")" + conditions.and();
    }
}
