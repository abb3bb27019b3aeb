package com.betrace.service.storage;

import com.betrace.model.RuleVersion;
import com.betrace.store.RuleStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The versions of a few rules: the last that each of them had, and where the next are written. */
final class RuleLog {

    private static final String LAST = """
            SELECT rule_id, MAX(ordinal) AS ordinal, MAX(version) AS version
            FROM rule_versions WHERE rule_id IN (<ids>) GROUP BY rule_id""";

    private static final String LAST_OF_EARLIER_RELEASES = "SELECT name, last FROM sequences WHERE name IN (<names>)";

    /** Earlier releases kept nothing of a deleted rule but its version, in a row of {@code sequences} of this name. */
    private static final String EARLIER_RELEASES = "rule:";

    private static final String FORGET =
            "DELETE FROM rule_versions WHERE rule_id = :rule_id AND ordinal <= :ordinal - " + RuleStore.VERSIONS_KEPT;

    /** Databases bound the number of parameters of a statement. */
    private static final int IDS_PER_QUERY = 1_000;

    private final Handle handle;
    private final Map<String, Long> ordinals = new HashMap<>();
    private final Map<String, Long> lastVersions = new HashMap<>();

    RuleLog(Handle handle, List<String> ids) {
        this.handle = handle;
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            List<String> some = ids.subList(from, Math.min(from + IDS_PER_QUERY, ids.size()));
            readVersions(some);
            readEarlierReleases(some);
        }
    }

    private void readVersions(List<String> ids) {
        handle.createQuery(LAST)
                .bindList("ids", ids)
                .map((row, context) ->
                        new Last(row.getString("rule_id"), row.getLong("ordinal"), row.getLong("version")))
                .forEach(last -> {
                    ordinals.put(last.id(), last.ordinal());
                    remember(last);
                });
    }

    private void readEarlierReleases(List<String> ids) {
        handle.createQuery(LAST_OF_EARLIER_RELEASES)
                .bindList("names", ids.stream().map(EARLIER_RELEASES::concat).toList())
                .map((row, context) ->
                        new Last(row.getString("name").substring(EARLIER_RELEASES.length()), 0, row.getLong("last")))
                .forEach(this::remember);
    }

    private void remember(Last last) {
        lastVersions.merge(last.id(), last.version(), Math::max);
    }

    /** By id; those that never were are absent. */
    Map<String, Long> lastVersions() {
        return lastVersions;
    }

    /** Adds versions of these rules, the oldest first, and forgets what is beyond the number that is kept. */
    void write(List<RuleVersion> versions) {
        Batch.execute(
                handle,
                RuleVersionRow.INSERT,
                versions,
                (row, version) -> RuleVersionRow.bind(
                        row, version, ordinals.merge(version.rule().id(), 1L, Long::sum)));
        Batch.execute(
                handle,
                FORGET,
                ordinals.entrySet(),
                (row, last) -> row.bind("rule_id", last.getKey()).bind("ordinal", last.getValue()));
    }

    private record Last(String id, long ordinal, long version) {}
}
