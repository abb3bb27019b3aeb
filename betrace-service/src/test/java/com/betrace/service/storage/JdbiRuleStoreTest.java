package com.betrace.service.storage;

import static com.betrace.store.TestChanges.delete;
import static com.betrace.store.TestChanges.put;
import static com.betrace.testkit.TestSpans.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Rule;
import com.betrace.store.RuleStore;
import com.betrace.store.RuleStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiRuleStoreTest extends RuleStoreContract {

    @TempDir
    private Path directory;

    private OpenDatabase database;

    @BeforeEach
    void open() {
        database = OpenDatabase.in(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public RuleStore store() {
        return database.rules();
    }

    @Test
    void rules_areThereAfterARestart() {
        Rule kept = rule("a", "span.failed");
        put(store(), kept, rule("b", "true"));
        delete(store(), "b");

        close();
        open();

        assertThat(store().list()).containsExactly(kept);
        assertThat(store().lastVersion("b")).isEqualTo(1);
        assertThat(store().history("b")).hasSize(2);
    }
}
