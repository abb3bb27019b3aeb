package com.betrace.service.api;

import com.betrace.model.RuleVersion;
import com.betrace.model.RuleVersion.Action;
import com.betrace.v1.RuleDocument;
import java.util.ArrayList;
import java.util.List;

/** Versions of rules, as messages. */
final class RuleVersions {

    private RuleVersions() {}

    /**
     * The first of them as messages, each with what differs from the one before.
     *
     * @param newestFirst of one rule
     */
    static List<com.betrace.v1.RuleVersion> toMessages(List<RuleVersion> newestFirst, int limit) {
        List<com.betrace.v1.RuleVersion> messages = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, newestFirst.size()); i++) {
            RuleVersion version = newestFirst.get(i);
            com.betrace.v1.RuleVersion.Builder message = toMessage(version);
            if (i + 1 < newestFirst.size() && version.action() != Action.CREATED) {
                RuleDocument before = document(newestFirst.get(i + 1));
                message.addAllChanges(DocumentChanges.between(before, message.getRule()));
            }
            messages.add(message.build());
        }
        return messages;
    }

    private static com.betrace.v1.RuleVersion.Builder toMessage(RuleVersion version) {
        return com.betrace.v1.RuleVersion.newBuilder()
                .setVersion(version.version())
                .setTime(Timestamps.toMessage(version.at()))
                .setActor(version.actor())
                .setAction(version.action().name())
                .setReason(version.reason())
                .setRule(document(version));
    }

    /** Says whether it judged, so that a change of it shows. */
    private static RuleDocument document(RuleVersion version) {
        return RuleDocuments.of(version.rule()).toBuilder()
                .setEnabled(version.rule().enabled())
                .build();
    }
}
