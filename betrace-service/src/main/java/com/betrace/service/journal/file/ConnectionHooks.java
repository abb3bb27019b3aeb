package com.betrace.service.journal.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Where a test makes a disk fail. */
public interface ConnectionHooks {

    ConnectionHooks NONE = new ConnectionHooks() {};

    /** A connection was opened, before anything is written with it. */
    default void opened(Connection connection) throws SQLException {}

    /** Executes the statement that commits. */
    default void commit(PreparedStatement commit) throws SQLException {
        commit.execute();
    }
}
