package com.betrace.service.storage;

import com.betrace.store.ViolationQuery.Order;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements that read violations. */
final class ViolationSql {

    /** Of violations, whatever else is read with them. */
    static final String COLUMNS = "violations." + ViolationRow.COLUMNS.replace(", ", ", violations.");

    private ViolationSql() {}

    /** The page of {@link JdbiViolationStore#find}: the next of each kind, each read without sorting, and the next of these. */
    static String page(Conditions conditions, Order order, @Nullable Long after) {
        if (conditions.isByTokens()) {
            return conditions.search().page(conditions, order, after);
        }
        List<String> each = conditions.separateKinds().stream()
                .map(kinds -> inOrder(conditions, conditions.from(kinds), order, after))
                .toList();
        return each.size() == 1
                ? each.get(0)
                : IntStream.range(0, each.size())
                                .mapToObj(n -> "SELECT * FROM (" + each.get(n) + ") AS next" + n)
                                .collect(Collectors.joining(" UNION ALL "))
                        + " ORDER BY seq" + way(order) + " LIMIT :limit";
    }

    /** The next in the order of seq. */
    static String inOrder(Conditions conditions, String from, Order order, @Nullable Long after) {
        String beyond =
                after == null ? "" : conditions.seq() + (order == Order.NEWEST_FIRST ? " < :after" : " > :after");
        return "SELECT " + COLUMNS + and(from, beyond) + " ORDER BY " + conditions.seq() + way(order) + " LIMIT :limit";
    }

    private static String way(Order order) {
        return order == Order.NEWEST_FIRST ? " DESC" : "";
    }

    /** How many match, at most {@code :most}. */
    static String count(Conditions conditions) {
        boolean tokensAlone = conditions.isByTokens() && conditions.others().isEmpty();
        String from = tokensAlone ? conditions.search().fromTokensAlone() : conditions.from();
        return "SELECT COUNT(*) FROM (SELECT 1" + from + " LIMIT :most) AS matching";
    }

    /** How many match of each of these expressions, the most first. */
    static String countBy(Conditions conditions, String key) {
        return "SELECT " + key + " AS key, COUNT(*) AS number" + conditions.from() + " GROUP BY 1 ORDER BY 2 DESC, 1";
    }

    /** How many match of each severity and interval, whose {@code :length} is in microseconds. */
    static String series(Conditions conditions) {
        String since = "violations.found_at";
        return "SELECT violations.severity AS severity, (" + since + " - ((" + since
                + " % :length) + :length) % :length) / :length AS bucket, COUNT(*) AS number" + conditions.from()
                + " GROUP BY 1, 2 LIMIT :most";
    }

    private static String and(String from, String condition) {
        if (condition.isEmpty()) {
            return from;
        }
        return from + (from.contains(" WHERE ") ? " AND " : " WHERE ") + condition;
    }
}
