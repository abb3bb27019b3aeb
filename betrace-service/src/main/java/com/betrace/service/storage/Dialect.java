package com.betrace.service.storage;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What one kind of database does differently from the other. */
interface Dialect {

    /** Where the migrations are that only this database understands. */
    String migrations();

    /** What people can do instead of using this database, as the end of a sentence. */
    String elsewhere();

    /** False where the statement or its values are at fault, so that trying again is no use. */
    boolean isTrouble(SQLException failure);

    /** Adapts how values are bound. */
    void adapt(Jdbi jdbi);

    /** The violations, within a transaction. */
    ViolationRows rows(Handle handle);

    /** How the tokens of violations are found. */
    TokenSearch search();

    /** How violations that need not be kept are removed. */
    Removal removal(DatabaseAccess database);
}
