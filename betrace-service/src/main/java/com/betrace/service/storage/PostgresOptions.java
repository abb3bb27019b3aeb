package com.betrace.service.storage;

import io.dropwizard.util.Duration;

/**
 * Where a PostgreSQL database is, and who asks.
 *
 * @param timeout how long a connection, a lock or a statement may take
 */
record PostgresOptions(String url, String user, String password, Duration timeout) {

    private static final String SCHEME = "jdbc:postgresql://";

    PostgresOptions {
        if (!url.startsWith(SCHEME)) {
            throw new StorageException("database.url must begin with " + SCHEME
                    + " and be like jdbc:postgresql://host:5432/betrace (BETRACE_DATABASE_URL).");
        }
        if (url.contains("password=") || url.contains("@")) {
            throw new StorageException("database.url must not contain a password: set BETRACE_DATABASE_PASSWORD"
                    + " (database.password) instead.");
        }
    }

    int timeoutSeconds() {
        return (int) timeout.toSeconds();
    }

    /** The address without its parameters, for messages. */
    String name() {
        int parameters = url.indexOf('?');
        return url.substring("jdbc:".length(), parameters < 0 ? url.length() : parameters);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name() + " as " + user;
    }
}
