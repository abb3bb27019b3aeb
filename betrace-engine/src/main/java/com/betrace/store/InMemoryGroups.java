package com.betrace.store;

import com.betrace.store.GroupQuery.Order;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The groups of violations in memory. Not thread-safe. */
final class InMemoryGroups {

    private final Map<String, ViolationGroup> byFingerprint = new LinkedHashMap<>();

    void add(StoredViolation result) {
        if (ViolationGroup.growsBy(result)) {
            byFingerprint.compute(
                    result.violation().fingerprint(),
                    (fingerprint, group) -> group == null
                            ? ViolationGroup.first(byFingerprint.size() + 1L, result)
                            : group.grown(result));
        }
    }

    /** @param open how many violations of a fingerprint are open */
    GroupPage find(GroupQuery query, ToLongFunction<String> open) {
        List<ViolationGroup> found = byFingerprint.values().stream()
                .filter(group -> matches(query, group))
                .sorted(comparator(query.order()))
                .limit(query.limit() + 1L)
                .map(group -> group.withOpen(open.applyAsLong(group.fingerprint())))
                .toList();
        boolean more = found.size() > query.limit();
        List<ViolationGroup> page = more ? found.subList(0, query.limit()) : found;
        return new GroupPage(
                page,
                more && query.order() == Order.NEWEST
                        ? page.get(page.size() - 1).seq()
                        : null);
    }

    private static boolean matches(GroupQuery query, ViolationGroup group) {
        return (query.ruleId() == null || query.ruleId().equals(group.ruleId()))
                && (query.severity() == null || query.severity() == group.severity())
                && (query.service() == null || query.service().equals(group.service()))
                && (query.from() == null || !group.lastSeen().isBefore(query.from()))
                && (query.after() == null || group.seq() < query.after());
    }

    /** Equals by the newest first. */
    private static Comparator<ViolationGroup> comparator(Order order) {
        Comparator<ViolationGroup> oldestFirst = Comparator.comparingLong(ViolationGroup::seq);
        return switch (order) {
            case NEWEST -> oldestFirst.reversed();
            case LAST_SEEN ->
                Comparator.comparing(ViolationGroup::lastSeen)
                        .thenComparing(oldestFirst)
                        .reversed();
            case COUNT ->
                Comparator.comparingLong(ViolationGroup::count)
                        .thenComparing(oldestFirst)
                        .reversed();
        };
    }
}
