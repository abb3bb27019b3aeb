package com.betrace.service.storage;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** PostgreSQL, with a partition for each day of violations. */
final class PostgresDialect implements Dialect {

    /** Classes of SQLSTATE that stay wrong however often the values are sent: values, constraints, sizes. */
    private static final Set<String> FAULTS = Set.of("22", "23", "54");

    /** Of a text that is no tsvector. Others of its class are of tables and rights, which people put right. */
    private static final String SYNTAX_ERROR = "42601";

    private static final int CLASS = 2;

    @Override
    public String migrations() {
        return "classpath:db/postgresql";
    }

    @Override
    public String elsewhere() {
        return "set BETRACE_DATABASE_URL (database.url) to another database.";
    }

    @Override
    public boolean isTrouble(SQLException failure) {
        String state = failure.getSQLState();
        boolean fault = state != null
                && state.length() >= CLASS
                && (state.equals(SYNTAX_ERROR) || FAULTS.contains(state.substring(0, CLASS)));
        return !fault;
    }

    @Override
    public void adapt(Jdbi jdbi) {
        jdbi.registerArgument(new TextWithoutNul());
    }

    @Override
    public ViolationRows rows(Handle handle) {
        return new PostgresRows(handle);
    }

    @Override
    public TokenSearch search() {
        return new PostgresSearch();
    }

    @Override
    public Removal removal(DatabaseAccess database) {
        return new PostgresRemoval(database);
    }
}
