package com.betrace.service.storage;

import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.FloodGuard;
import com.betrace.store.GroupPage;
import com.betrace.store.GroupQuery;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStats;
import com.betrace.store.ViolationStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Violations in the database, within {@link RowLimits}. */
final class JdbiViolationStore implements ViolationStore {

    private final DatabaseAccess database;
    private final FloodGuard flood;

    JdbiViolationStore(DatabaseAccess database, FloodGuard flood) {
        this.database = database;
        this.flood = flood;
    }

    @Override
    public List<StoredViolation> write(List<? extends ViolationUpdate> updates) {
        if (updates.isEmpty()) {
            return List.of();
        }
        List<ViolationUpdate> rows = updates.stream()
                .map(update -> update instanceof Violation violation ? RowLimits.cut(violation) : update)
                .toList();
        flood.begin();
        List<StoredViolation> results =
                database.write(handle -> new ViolationBatch(handle, database.dialect(), flood).write(rows));
        flood.succeeded();
        return results;
    }

    @Override
    public StoredViolation handle(ViolationId id, Handling handling) {
        return database.write(handle -> {
            StoredViolation before =
                    stored(handle, id).orElseThrow(() -> RequestException.notFound("violation", id.hex()));
            StoredViolation after = StoredViolation.handled(before.seq(), before.violation(), handling);
            if (after.change() != Change.UNCHANGED) {
                database.dialect().rows(handle).update(List.of(after));
            }
            return after;
        });
    }

    @Override
    public Optional<Violation> get(ViolationId id) {
        return database.read(handle -> stored(handle, id).map(StoredViolation::violation));
    }

    private static Optional<StoredViolation> stored(Handle handle, ViolationId id) {
        return handle.createQuery(ViolationRow.SELECT + " WHERE id = :id")
                .bind("id", ViolationRow.toBytes(id))
                .map((row, context) -> ViolationRow.readStored(row))
                .findOne();
    }

    @Override
    public ViolationPage find(ViolationQuery query) {
        return database.read(
                handle -> new ViolationReader(handle, database.dialect().search(), query.filter()).page(query));
    }

    @Override
    public long count(ViolationCriteria filter, long most) {
        return database.read(
                handle -> new ViolationReader(handle, database.dialect().search(), filter).count(most));
    }

    @Override
    public ViolationStats stats(ViolationCriteria filter, @Nullable Duration interval) {
        return database.readConsistently(
                handle -> new ViolationReader(handle, database.dialect().search(), filter).stats(interval));
    }

    @Override
    public GroupPage groups(GroupQuery query) {
        return database.read(handle -> GroupReader.page(handle, query));
    }
}
