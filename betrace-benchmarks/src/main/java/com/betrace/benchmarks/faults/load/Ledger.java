package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The senders' book: what was acknowledged, and what must follow from it. Traces in which nothing must be found are counted
 * only, so that long runs fit into memory; anything found in them is known to be invented all the same. Thread-safe.
 */
public final class Ledger {

    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final LongAdder unlisted = new LongAdder();
    private final LongAdder unlistedSpans = new LongAdder();

    /** Before each attempt. The time is monotonic. */
    void sending(Request request, long nanos) {
        for (Request.Part part : request.parts()) {
            if (isListed(part.plan())) {
                entries.computeIfAbsent(part.plan().number(), number -> new Entry(part.plan()))
                        .sending(part.index(), nanos);
            }
        }
    }

    /** After the acknowledgement. The time is that of the wall clock. */
    void acknowledged(Request request, long epochMillis) {
        for (Request.Part part : request.parts()) {
            if (isListed(part.plan())) {
                Entry entry = entries.get(part.plan().number());
                if (entry != null) {
                    entry.acknowledged(part.index(), epochMillis);
                }
            } else {
                unlistedSpans.add(part.spans().size());
                if (part.index() == part.plan().parts().size() - 1) {
                    unlisted.increment();
                }
            }
        }
    }

    private static boolean isListed(TracePlan plan) {
        return !plan.findings().isEmpty();
    }

    /**
     * How many traces have acknowledged spans and cannot have been closed at this time, because their last part that was
     * acknowledged was sent less than a time ago.
     *
     * @param graceNanos how long a whole trace stays open after its last span
     * @param idleNanos the same for one of which parts are missing
     */
    public long openAt(long nanos, long graceNanos, long idleNanos) {
        return entries.values().stream()
                .filter(entry -> entry.isOpenAt(nanos, graceNanos, idleNanos))
                .count();
    }

    /** Whether all of every trace that was begun is acknowledged. */
    public boolean isSettled() {
        return entries.values().stream().allMatch(Entry::isWhole);
    }

    /** Traces in which something must be found, all of which was acknowledged. */
    public long traces() {
        return entries.values().stream().filter(Entry::isWhole).count();
    }

    /** All traces, also those in which nothing must be found. */
    public long allTraces() {
        return traces() + unlisted.sum();
    }

    /** When the last part of a trace was acknowledged, in epoch milliseconds; empty where it was not, or is not known. */
    public OptionalLong wholeAt(long number) {
        Entry entry = entries.get(number);
        return entry == null || !entry.isWhole() ? OptionalLong.empty() : OptionalLong.of(entry.wholeAt());
    }

    /** What must be found by now. Fails where a sender gave up, as then nobody can know. */
    public List<Finding> findings() {
        if (!isSettled()) {
            throw new IllegalStateException("not all of what was sent is acknowledged");
        }
        List<Finding> findings = new ArrayList<>();
        entries.values().forEach(entry -> findings.addAll(entry.findings));
        return findings;
    }

    /** Acknowledged spans, each once. */
    public long spans() {
        return unlistedSpans.sum()
                + entries.values().stream().mapToLong(Entry::acknowledgedSpans).sum();
    }

    /** What is known of one trace; its spans are not, as they would fill the memory. */
    private static final class Entry {

        private final List<Finding> findings;
        private final int[] spans;
        private final long[] sentAt;
        private final boolean[] acknowledged;
        private long wholeAt;

        Entry(TracePlan plan) {
            this.findings = plan.findings();
            this.spans = plan.parts().stream().mapToInt(List::size).toArray();
            this.sentAt = new long[spans.length];
            this.acknowledged = new boolean[spans.length];
        }

        /** The first attempt counts: any of them may be the one that was taken. */
        synchronized void sending(int part, long nanos) {
            if (sentAt[part] == 0) {
                sentAt[part] = nanos;
            }
        }

        synchronized void acknowledged(int part, long epochMillis) {
            acknowledged[part] = true;
            if (isWhole() && wholeAt == 0) {
                wholeAt = epochMillis;
            }
        }

        synchronized boolean isWhole() {
            return acknowledged[acknowledged.length - 1];
        }

        synchronized long wholeAt() {
            return wholeAt;
        }

        synchronized long acknowledgedSpans() {
            return IntStream.range(0, spans.length)
                    .filter(part -> acknowledged[part])
                    .mapToLong(part -> spans[part])
                    .sum();
        }

        synchronized boolean isOpenAt(long nanos, long graceNanos, long idleNanos) {
            for (int part = acknowledged.length - 1; part >= 0; part--) {
                if (acknowledged[part]) {
                    return nanos - sentAt[part] < (isWhole() ? graceNanos : idleNanos);
                }
            }
            return false;
        }
    }
}
