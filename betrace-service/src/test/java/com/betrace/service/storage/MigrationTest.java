package com.betrace.service.storage;

import static com.betrace.store.TestChanges.delete;
import static com.betrace.store.TestChanges.named;
import static com.betrace.store.TestChanges.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.Explanation;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.RuleVersion;
import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.store.GroupQuery;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an earlier release keeps what it has. */
class MigrationTest {

    @TempDir
    private Path directory;

    private void createVersion(String version, String... rows) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("betrace.db");
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration", "classpath:db/sqlite")
                .loggers("slf4j")
                .target(version)
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
        createVersion("2", """
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
            List<Violation> found =
                    open.violations().find(ViolationQuery.newest(10)).violations();
            assertThat(found).hasSize(1);
            assertThat(found.get(0).mode()).isEqualTo(RuleMode.ENFORCE);
            assertThat(found.get(0).undecided()).isNull();
            assertThat(found.get(0).late()).isFalse();
            assertThat(found.get(0).retracted()).isFalse();
            assertThat(found.get(0).fingerprint()).isEmpty();
            assertThat(found.get(0).explanation()).isEqualTo(Explanation.NONE);
            assertThat(found.get(0).message()).isEqualTo("it broke");
            assertThat(open.violations().count(ViolationCriteria.SHOWN, Long.MAX_VALUE))
                    .isEqualTo(1);
            assertThat(open.violations()
                            .write(List.of(TestViolations.violation(1)))
                            .get(0)
                            .seq())
                    .isEqualTo(6);
        }
    }

    @Test
    void version7_violations_areFoundByTheirWordsAndTimesAndGrouped() throws SQLException {
        createVersion("7", violationOfVersion7(3, "it broke, Twice"), violationOfVersion7(4, "and again"), """
                UPDATE sequences SET last = 4 WHERE name = 'violations'""");

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            for (ViolationCriteria filter : List.of(
                    ViolationCriteria.SHOWN.with().text("twice BROKE").build(),
                    ViolationCriteria.ALL
                            .with()
                            .from(Instant.ofEpochSecond(3))
                            .until(Instant.ofEpochSecond(4))
                            .build())) {
                assertThat(open.violations().count(filter, 10)).as("%s", filter).isEqualTo(1);
            }
            assertThat(open.violations()
                            .groups(new GroupQuery(null, null, null, null, GroupQuery.Order.NEWEST, null, 10))
                            .groups())
                    .hasSize(1)
                    .first()
                    .satisfies(group -> {
                        assertThat(group.count()).isEqualTo(2);
                        assertThat(group.open()).isEqualTo(2);
                        assertThat(group.message()).isEqualTo("and again");
                        assertThat(group.exemplars()).hasSize(1);
                    });
        }
    }

    /** Its seq is also the second in which it was found. */
    private static String violationOfVersion7(int seq, String message) {
        return """
                INSERT INTO violations
                    (seq, id, rule_id, rule_name, rule_version, severity, trace_id, found_at, service, span_name, message,
                     context, offenders, offender_count, revision, fingerprint)
                VALUES
                    (%1$d, X'0011223344556677889900112233440%1$d', 'slow', 'Too slow', 7, 'HIGH',
                     X'00000000000000010000000000000002', %1$d000000, 'shop', 'GET /', '%2$s', '{}', X'', 0, 1, 'f1')""".formatted(seq, message);
    }

    @Test
    void version2_ruleThatIsDeleted_isRememberedByItsVersion() throws SQLException {
        createVersion(
                "2", "INSERT INTO rules VALUES ('slow', 'Too slow', '', 'span.failed', TRUE, 'HIGH', '[]', 0, 0, 7)");

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            delete(open.rules(), "slow");
            assertThat(open.rules().lastVersion("slow")).isEqualTo(7);
        }
        try (OpenDatabase open = OpenDatabase.in(directory)) {
            assertThat(open.rules().lastVersion("slow")).isEqualTo(7);
        }
    }

    /** All that the release before this one could say of a rule. */
    private static final String RULE_OF_VERSION_4 = """
            INSERT INTO rules VALUES
                ('full', 'Größe "x"', 'why', 'span[''a''] > 1', FALSE, 'LOW', '["a","b"]', 1000000, 2000000, 3,
                 '{"huge":9223372036854775807,"whole":2.0,"list":["a",1,2.5,false]}', 'SHADOW', 'team', 'https://x', '["SOC2:CC7.2"]',
                 'charge ${span.amount}', '["span.service"]', 'EVALUATE', '{"skew":"PT0.0015S","localRoot":"PARTIAL"}',
                 '[{"when":"span.ok","owner":"me","reason":"test","expires":"2027-01-31"},{"when":"x","owner":"y","reason":"z"}]')""";

    private static Rule ruleOfVersion4() {
        RuleDefinition definition = RuleDefinition.builder("Größe \"x\"", "span['a'] > 1")
                .description("why")
                .severity(Severity.LOW)
                .tags(List.of("a", "b"))
                .params(Map.of("huge", Long.MAX_VALUE, "whole", 2.0, "list", List.of("a", 1L, 2.5, false)))
                .mode(RuleMode.SHADOW)
                .owner("team")
                .runbook("https://x")
                .controls(List.of("SOC2:CC7.2"))
                .message("charge ${span.amount}")
                .fingerprint(List.of("span.service"))
                .onPartial(PartialPolicy.EVALUATE)
                .completion(new Completion(Duration.ofNanos(1_500_000), LocalRootPolicy.PARTIAL))
                .exceptions(List.of(
                        new Exemption("span.ok", "me", "test", LocalDate.of(2027, 1, 31)),
                        new Exemption("x", "y", "z", null)))
                .build();
        return new Rule("full", definition, false, Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), 3);
    }

    @Test
    void version4_rule_isKeptAndIsItsFirstVersion() throws SQLException {
        createVersion("4", RULE_OF_VERSION_4);

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            Rule kept = ruleOfVersion4();
            assertThat(open.rules().list()).containsExactly(kept);
            assertThat(open.rules().names()).isEmpty();
            RuleVersion first = new RuleVersion(
                    kept, kept.updatedAt(), "", RuleVersion.Action.UPDATED, "as an earlier release left it");
            assertThat(open.rules().history("full")).containsExactly(first);

            put(open.rules(), named("full", "new", 4));
            assertThat(open.rules().history("full")).hasSize(2).last().isEqualTo(first);
        }
    }

    @Test
    void version4_deletedRule_isRememberedByItsVersion() throws SQLException {
        createVersion("4", "INSERT INTO sequences (name, last) VALUES ('rule:gone', 7)");

        try (OpenDatabase open = OpenDatabase.in(directory)) {
            assertThat(open.rules().lastVersion("gone")).isEqualTo(7);
            assertThat(open.rules().history("gone")).isEmpty();
            assertThatThrownBy(() -> put(open.rules(), named("gone", "gone", 7)))
                    .hasMessage("rule 'gone' was at version 7, not before 7");

            put(open.rules(), named("gone", "gone", 8));
            assertThat(open.rules().lastVersion("gone")).isEqualTo(8);
        }
    }
}
