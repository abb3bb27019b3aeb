package com.betrace.service.storage;

import com.betrace.store.RuleStore;
import com.betrace.store.RuleStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresRuleStoreTest extends RuleStoreContract {

    @TempDir
    private Path directory;

    private OpenDatabase database;

    @BeforeEach
    void open() {
        database = TestPostgres.create().open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public RuleStore store() {
        return database.rules();
    }
}
