package com.betrace.service.storage;

import com.betrace.store.ViolationQuery.Order;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of violations in a table of FTS5, whose row ids are seqs. The order of CROSS JOIN is the order in which SQLite reads. */
final class SqliteSearch implements TokenSearch {

    private static final String WORDS = "violation_words AS words";
    private static final String MATCH = "words.violation_words MATCH :tokens";

    @Override
    public String tables() {
        return WORDS + " CROSS JOIN violations";
    }

    @Override
    public String seq() {
        return "words.rowid";
    }

    @Override
    public String condition() {
        return "violations.seq = words.rowid AND " + MATCH;
    }

    @Override
    public String fromTokensAlone() {
        return " FROM " + WORDS + " WHERE " + MATCH;
    }

    @Override
    public String alsoCondition() {
        return "EXISTS (SELECT 1 FROM " + WORDS + " WHERE words.rowid = violations.seq AND " + MATCH + ")";
    }

    /** FTS5 has the rows of its words in the order of seq. */
    @Override
    public String page(Conditions conditions, Order order, @Nullable Long after) {
        return ViolationSql.inOrder(conditions, conditions.from(), order, after);
    }

    @Override
    public String matching(Collection<String> tokens, List<Integer> kinds) {
        return SearchTokens.query(tokens, kinds, " AND ", " OR ", token -> '"' + token + '"');
    }
}
