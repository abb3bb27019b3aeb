package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Explanation;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.store.ViolationQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an earlier release keeps what it has. */
class MigrationTest {

    @TempDir
    private Path directory;

    private void createVersion2(String... rows) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("betrace.db");
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration", "classpath:db/sqlite")
                .loggers("slf4j")
                .target("2")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String row : rows) {
                statement.execute(row);
            }
        }
    }

    @Test
    void version2_rulesAndViolations_areKeptWithTheDefaultsOfWhatIsNew() throws SQLException {
        createVersion2("""
                INSERT INTO rules VALUES
                    ('slow', 'Too slow', 'why', 'span.failed', TRUE, 'HIGH', '["a"]', 1000000, 2000000, 7)""", """
                INSERT INTO violations VALUES
                    (5, X'00112233445566778899aabbccddeeff', 'slow', 'Too slow', 7, 'HIGH',
                     X'00000000000000010000000000000002', X'0000000000000003', 3000000, 'shop', 'GET /', 'it broke',
                     '{"trace.spans":"3"}', X'0000000000000003', 1, 1)""", "UPDATE sequences SET last = 5 WHERE name = 'violations'");

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            RuleDefinition definition = RuleDefinition.builder("Too slow", "span.failed")
                    .description("why")
                    .severity(Severity.HIGH)
                    .tags(List.of("a"))
                    .build();
            assertThat(open.rules().list())
                    .containsExactly(
                            new Rule("slow", definition, true, Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), 7));
            List<Violation> found = open.violations().find(ViolationQuery.newest(10));
            assertThat(found).hasSize(1);
            assertThat(found.get(0).mode()).isEqualTo(RuleMode.ENFORCE);
            assertThat(found.get(0).undecided()).isNull();
            assertThat(found.get(0).fingerprint()).isEmpty();
            assertThat(found.get(0).explanation()).isEqualTo(Explanation.NONE);
            assertThat(found.get(0).message()).isEqualTo("it broke");
            assertThat(open.violations().count(ViolationQuery.newest(1))).isEqualTo(1);
            assertThat(open.violations()
                            .write(List.of(TestViolations.violation(1)))
                            .get(0)
                            .seq())
                    .isEqualTo(6);
        }
    }

    @Test
    void version2_ruleThatIsReplacedAndDeleted_isRememberedByItsVersion() throws SQLException {
        createVersion2("INSERT INTO rules VALUES ('slow', 'Too slow', '', 'span.failed', TRUE, 'HIGH', '[]', 0, 0, 7)");

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            assertThat(open.rules().delete("slow")).isTrue();
            assertThat(open.rules().lastVersion("slow")).isEqualTo(7);
        }
        try (OpenDatabase open = OpenDatabase.in(directory)) {
            assertThat(open.rules().lastVersion("slow")).isEqualTo(7);
        }
    }
}
