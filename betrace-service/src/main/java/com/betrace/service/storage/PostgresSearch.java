package com.betrace.service.storage;

import com.betrace.store.ViolationQuery.Order;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of violations in a column of their own, a tsvector. */
final class PostgresSearch implements TokenSearch {

    private static final String MATCH = "violations.words @@ CAST(:tokens AS tsquery)";

    /** How many seqs are looked at one by one: of what is in more than one of a hundred rows, that is a whole page. */
    private static final int NEAR = 10_000;

    @Override
    public String tables() {
        return "violations";
    }

    @Override
    public String seq() {
        return "violations.seq";
    }

    @Override
    public String condition() {
        return MATCH;
    }

    @Override
    public String fromTokensAlone() {
        return " FROM violations WHERE " + MATCH;
    }

    @Override
    public String alsoCondition() {
        return condition();
    }

    /**
     * The index of words does not know the order of seq: of common words it would find all rows to sort them, while reading in that
     * order would read all rows for a rare one. So the next rows are looked at in their order, and where that is not a whole page
     * the index finds the rest. Each part is written such that the other way cannot be planned, whatever statistics say.
     */
    @Override
    public String page(Conditions conditions, Order order, @Nullable Long after) {
        boolean down = order == Order.NEWEST_FIRST;
        String start = after == null
                ? "(SELECT " + (down ? "MAX" : "MIN") + "(seq) FROM violations)"
                : "(:after " + (down ? "- 1" : "+ 1") + ")";
        String end = "(" + start + (down ? " - " : " + ") + NEAR + ")";
        String onwards = down ? " <= " : " >= ";
        String before = down ? " > " : " < ";
        String way = down ? " DESC" : "";
        String window =
                "SELECT * FROM violations WHERE seq" + onwards + start + " ORDER BY seq" + way + " LIMIT " + NEAR;
        return "WITH near AS MATERIALIZED (SELECT " + ViolationSql.COLUMNS + " FROM (" + window
                + ") AS violations WHERE "
                + MATCH + conditions.others() + " AND violations.seq" + before + end + " ORDER BY violations.seq" + way
                + " LIMIT :limit), far AS MATERIALIZED (SELECT " + ViolationSql.COLUMNS + " FROM violations WHERE "
                + MATCH
                + conditions.others() + " AND violations.seq + 0" + onwards + end
                + " AND (SELECT COUNT(*) FROM near) < :limit ORDER BY violations.seq + 0" + way + " LIMIT :limit)"
                + " SELECT * FROM near UNION ALL SELECT * FROM far ORDER BY seq" + way + " LIMIT :limit";
    }

    @Override
    public String matching(Collection<String> tokens, List<Integer> kinds) {
        return SearchTokens.query(tokens, kinds, " & ", " | ", token -> "'" + token + "'");
    }
}
