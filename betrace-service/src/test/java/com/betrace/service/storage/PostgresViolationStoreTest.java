package com.betrace.service.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresViolationStoreTest extends DatabaseViolationStoreContract {

    @TempDir
    private Path directory;

    private final TestPostgres postgres = TestPostgres.create();

    @Override
    OpenDatabase openDatabase() {
        return postgres.open(directory, MOST_A_MINUTE);
    }
}
