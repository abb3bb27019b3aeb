package com.betrace.detection;

import com.betrace.rule.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One rule set as one lane judges by it. Not thread-safe.
 *
 * @param onArrival rules on a span's own data
 * @param triggers those of {@code atClose} that one span can violate as it arrives
 * @param atClose all other rules
 * @param ids of all of them
 * @param arrivals finds among the first two those that may find something in a span
 */
record Bench(
        RuleSet rules,
        List<Seat> onArrival,
        List<Seat> triggers,
        List<Seat> atClose,
        Set<String> ids,
        Arrivals arrivals) {

    static final Bench EMPTY = of(RuleSet.EMPTY, Map.of());

    /** @param records of its rules, by id */
    static Bench of(RuleSet rules, Map<String, RuleRecord> records) {
        List<Seat> seats = rules.all()
                .map(rule -> new Seat(
                        rule, Objects.requireNonNull(records.get(rule.rule().id()))))
                .toList();
        int arriving = rules.spanRules().size();
        List<Seat> atClose = seats.subList(arriving, seats.size());
        return new Bench(
                rules,
                seats.subList(0, arriving),
                atClose.stream()
                        .filter(seat -> seat.compiled().isPresenceTrigger())
                        .toList(),
                atClose,
                Set.copyOf(records.keySet()),
                new Arrivals(rules));
    }

    /** Hands on what every rule has counted. */
    void tell(long now) {
        for (Seat seat : onArrival) {
            seat.arrived(arrivals.count());
            seat.tell(now);
        }
        atClose.forEach(seat -> seat.tell(now));
    }
}
