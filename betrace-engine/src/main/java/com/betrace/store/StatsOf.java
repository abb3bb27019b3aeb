package com.betrace.store;

import com.betrace.model.RequestException;
import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.store.ViolationStats.Bucket;
import com.betrace.store.ViolationStats.KeyCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statistics as every store tells them. */
public final class StatsOf {

    private StatsOf() {}

    /** Of these violations. */
    public static ViolationStats violations(List<Violation> violations, @Nullable Duration interval) {
        Map<Long, Map<Severity, Long>> buckets = interval == null
                ? Map.of()
                : violations.stream()
                        .collect(Collectors.groupingBy(
                                violation -> Math.floorDiv(violation.foundAt().getEpochSecond(), interval.toSeconds()),
                                bySeverity()));
        return new ViolationStats(
                violations.size(),
                violations.stream().collect(bySeverity()),
                most(violations, violation -> Stream.of(violation.ruleId())),
                most(violations, violation -> Stream.of(violation.service())),
                most(violations, violation -> violation.controls().stream()),
                interval == null ? List.of() : series(new TreeMap<>(buckets), interval));
    }

    private static Collector<Violation, ?, Map<Severity, Long>> bySeverity() {
        return Collectors.groupingBy(Violation::severity, Collectors.counting());
    }

    private static List<KeyCount> most(List<Violation> violations, Function<Violation, Stream<String>> keys) {
        return violations.stream()
                .flatMap(keys)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new KeyCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(KeyCount::count).reversed().thenComparing(KeyCount::key))
                .limit(ViolationStats.MAX_KEYS)
                .toList();
    }

    /**
     * Without gaps. RequestException INVALID_ARGUMENT where there would be too many.
     *
     * @param buckets by how many intervals have passed since 1970, those that have any
     */
    public static List<Bucket> series(SortedMap<Long, Map<Severity, Long>> buckets, Duration interval) {
        if (buckets.isEmpty()) {
            return List.of();
        }
        long first = buckets.firstKey();
        long last = buckets.lastKey();
        if (last - first >= ViolationStats.MAX_BUCKETS) {
            throw RequestException.invalidField(
                    "interval",
                    "is " + interval.toSeconds() + "s, expected one that divides the time asked for into at most "
                            + ViolationStats.MAX_BUCKETS + ": ask for a longer interval or a shorter time");
        }
        List<Bucket> series = new ArrayList<>();
        for (long bucket = first; bucket <= last; bucket++) {
            series.add(new Bucket(
                    Instant.ofEpochSecond(bucket * interval.toSeconds()), buckets.getOrDefault(bucket, Map.of())));
        }
        return series;
    }
}
