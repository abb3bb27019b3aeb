package com.betrace.service.storage;

import com.betrace.store.StoredViolation;
import com.betrace.store.ViolationGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The groups that grow by one write, within its transaction. */
final class GroupBatch {

    private static final String SELECT =
            "SELECT " + GroupRow.COLUMNS + " FROM violation_groups WHERE fingerprint IN (<keys>)";

    private final Handle handle;
    private final Map<String, ViolationGroup> known = new HashMap<>();
    private final Map<String, ViolationGroup> grown = new LinkedHashMap<>();

    GroupBatch(Handle handle) {
        this.handle = handle;
    }

    /** Has the groups of new violations grow, in this order. */
    void add(List<StoredViolation> results) {
        List<StoredViolation> added =
                results.stream().filter(ViolationGroup::growsBy).toList();
        if (added.isEmpty()) {
            return;
        }
        readKnown(added.stream()
                .map(result -> result.violation().fingerprint())
                .distinct()
                .toList());
        Sequence sequence = Sequence.read(handle, "violation_groups");
        added.forEach(result -> grown.compute(result.violation().fingerprint(), (fingerprint, group) -> {
            ViolationGroup before = group == null ? known.get(fingerprint) : group;
            return before == null ? ViolationGroup.first(sequence.next(), result) : before.grown(result);
        }));
        Batch.write(handle, GroupRow.WRITE, grown.values(), GroupRow::write);
        sequence.write();
    }

    private void readKnown(Collection<String> fingerprints) {
        Batch.inParts(
                fingerprints,
                part -> handle.createQuery(SELECT)
                        .bindList("keys", part)
                        .map((row, context) -> GroupRow.read(row, 0))
                        .forEach(group -> known.put(group.fingerprint(), group)));
    }
}
