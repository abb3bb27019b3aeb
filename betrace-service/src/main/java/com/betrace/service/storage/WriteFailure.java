package com.betrace.service.storage;

import java.io.Serial;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A statement that was not sent by Jdbi failed, as those do that are. */
final class WriteFailure extends JdbiException {

    @Serial
    private static final long serialVersionUID = 1;

    WriteFailure(SQLException cause) {
        super(cause);
    }
}
