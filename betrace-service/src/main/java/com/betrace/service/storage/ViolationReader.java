package com.betrace.service.storage;

import com.betrace.model.Severity;
import com.betrace.store.StatsOf;
import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStats;
import com.betrace.store.ViolationStats.KeyCount;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the violations that match. */
final class ViolationReader {

    /** As many severities in as many buckets as there may be, and one more. */
    private static final long MOST_IN_SERIES = ViolationStats.MAX_BUCKETS * Severity.values().length + 1L;

    private final Handle handle;
    private final Conditions conditions;
    private final boolean nothing;

    private record SeverityCount(Severity severity, long bucket, long count) {}

    ViolationReader(Handle handle, TokenSearch search, ViolationCriteria filter) {
        this.handle = handle;
        this.conditions = Conditions.of(filter, search);
        this.nothing = conditions.isNothing() || !bounded(filter);
    }

    /** Bounds the seqs by the times; false where nothing was found in that time. */
    private boolean bounded(ViolationCriteria filter) {
        if (filter.from() == null && filter.until() == null) {
            return true;
        }
        long from = filter.from() == null ? Long.MIN_VALUE : Micros.boundary(filter.from());
        long until = filter.until() == null ? Long.MAX_VALUE : Micros.boundary(filter.until());
        return handle.createQuery("""
                        SELECT MIN(first_seq) AS first, MAX(last_seq) AS last FROM violation_minutes
                        WHERE minute BETWEEN :from AND :until HAVING COUNT(*) > 0""")
                .bind("from", Micros.minute(from))
                .bind("until", Micros.minute(until))
                .map((row, context) -> {
                    conditions.between(row.getLong("first"), row.getLong("last"));
                    return true;
                })
                .findOne()
                .orElse(false);
    }

    ViolationPage page(ViolationQuery query) {
        if (nothing) {
            return ViolationPage.EMPTY;
        }
        Query next = query(ViolationSql.page(conditions, query.order(), query.after()))
                .bind("limit", query.limit() + 1L);
        if (query.after() != null) {
            next.bind("after", query.after());
        }
        List<StoredViolation> found =
                next.map((row, context) -> ViolationRow.readStored(row)).list();
        boolean more = found.size() > query.limit();
        List<StoredViolation> page = more ? found.subList(0, query.limit()) : found;
        return new ViolationPage(
                page.stream().map(StoredViolation::violation).toList(),
                more ? page.get(page.size() - 1).seq() : null);
    }

    long count(long most) {
        return nothing
                ? 0
                : query(ViolationSql.count(conditions))
                        .bind("most", most)
                        .mapTo(Long.class)
                        .one();
    }

    ViolationStats stats(@Nullable Duration interval) {
        if (nothing) {
            return StatsOf.violations(List.of(), interval);
        }
        Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
        query(ViolationSql.countBy(conditions, "violations.severity"))
                .map((row, context) -> new KeyCount(row.getString("key"), row.getLong("number")))
                .forEach(each -> bySeverity.put(Severity.valueOf(each.key()), each.count()));
        return new ViolationStats(
                bySeverity.values().stream().mapToLong(Long::longValue).sum(),
                bySeverity,
                most("violations.rule_id"),
                most("violations.service"),
                mostControls(),
                interval == null ? List.of() : StatsOf.series(buckets(interval), interval));
    }

    private List<KeyCount> most(String key) {
        return query(ViolationSql.countBy(conditions, key) + " LIMIT " + ViolationStats.MAX_KEYS)
                .map((row, context) -> new KeyCount(row.getString("key"), row.getLong("number")))
                .list();
    }

    /** By the whole lists first, of which there are about as many as rules. */
    private List<KeyCount> mostControls() {
        Map<String, Long> counts = new HashMap<>();
        query(ViolationSql.countBy(conditions, "violations.controls"))
                .map((row, context) -> new KeyCount(row.getString("key"), row.getLong("number")))
                .forEach(list -> Json.readStrings(list.key())
                        .forEach(control -> counts.merge(control, list.count(), Long::sum)));
        return counts.entrySet().stream()
                .map(entry -> new KeyCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(KeyCount::count).reversed().thenComparing(KeyCount::key))
                .limit(ViolationStats.MAX_KEYS)
                .toList();
    }

    private TreeMap<Long, Map<Severity, Long>> buckets(Duration interval) {
        TreeMap<Long, Map<Severity, Long>> buckets = new TreeMap<>();
        query(ViolationSql.series(conditions))
                .bind("length", TimeUnit.SECONDS.toMicros(interval.toSeconds()))
                .bind("most", MOST_IN_SERIES)
                .map((row, context) -> new SeverityCount(
                        Severity.valueOf(row.getString("severity")), row.getLong("bucket"), row.getLong("number")))
                .forEach(each -> buckets.computeIfAbsent(each.bucket, bucket -> new EnumMap<>(Severity.class))
                        .put(each.severity, each.count));
        return buckets;
    }

    private Query query(String sql) {
        return handle.createQuery(sql).bindMap(conditions.values());
    }
}
