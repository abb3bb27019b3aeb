package com.betrace.service.api;

import com.betrace.model.Severity;
import com.betrace.model.ViolationId;
import com.betrace.store.ViolationStats.Bucket;
import com.betrace.store.ViolationStats.KeyCount;
import com.betrace.v1.ViolationCount;
import com.betrace.v1.ViolationGroup;
import com.betrace.v1.ViolationInterval;
import com.betrace.v1.ViolationStats;
import com.google.common.primitives.Ints;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Statistics and groups of violations as messages. */
final class OverviewMapping {

    private OverviewMapping() {}

    static ViolationStats toMessage(com.betrace.store.ViolationStats stats) {
        return ViolationStats.newBuilder()
                .setTotal(Ints.saturatedCast(stats.total()))
                .addAllBySeverity(stats.bySeverity().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                        .map(entry -> count(entry.getKey().name(), entry.getValue()))
                        .toList())
                .addAllByRule(counts(stats.byRule()))
                .addAllByService(counts(stats.byService()))
                .addAllByControl(counts(stats.byControl()))
                .addAllSeries(
                        stats.series().stream().map(OverviewMapping::toMessage).toList())
                .build();
    }

    private static List<ViolationCount> counts(List<KeyCount> keys) {
        return keys.stream().map(each -> count(each.key(), each.count())).toList();
    }

    private static ViolationCount count(String name, long count) {
        return ViolationCount.newBuilder()
                .setName(name)
                .setCount(Ints.saturatedCast(count))
                .build();
    }

    private static ViolationInterval toMessage(Bucket bucket) {
        return ViolationInterval.newBuilder()
                .setTime(Timestamps.toMessage(bucket.start()))
                .setTotal(Ints.saturatedCast(bucket.bySeverity().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()))
                .setCritical(of(bucket, Severity.CRITICAL))
                .setHigh(of(bucket, Severity.HIGH))
                .setMedium(of(bucket, Severity.MEDIUM))
                .setLow(of(bucket, Severity.LOW))
                .setInfo(of(bucket, Severity.INFO))
                .build();
    }

    private static int of(Bucket bucket, Severity severity) {
        return Ints.saturatedCast(bucket.bySeverity().getOrDefault(severity, 0L));
    }

    static ViolationGroup toMessage(com.betrace.store.ViolationGroup group) {
        return ViolationGroup.newBuilder()
                .setFingerprint(group.fingerprint())
                .setRuleId(group.ruleId())
                .setRuleName(group.ruleName())
                .setSeverity(group.severity().name())
                .setService(group.service())
                .setSpanName(group.spanName())
                .setMessage(group.message())
                .setFirstSeen(Timestamps.toMessage(group.firstSeen()))
                .setLastSeen(Timestamps.toMessage(group.lastSeen()))
                .setCount(group.count())
                .setSuppressed(group.suppressed())
                .setOpen(Ints.saturatedCast(group.open()))
                .addAllExemplars(
                        group.exemplars().stream().map(ViolationId::hex).toList())
                .build();
    }
}
