package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.v1.Violation;
import com.google.protobuf.util.Timestamps;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How long after their time traces closed: from the acknowledgement of the last part and the grace until what was found at the
 * close. Milliseconds in ascending order.
 */
record Lateness(List<Long> millis) {

    private static final int PERCENT = 100;
    private static final int MOST = 99;

    /** What only a close can find. */
    private static final String AT_CLOSE = "faults-census";

    static Lateness of(List<Violation> listed, Book book, Duration grace) {
        return new Lateness(listed.stream()
                .filter(violation -> violation.getRuleId().equals(AT_CLOSE))
                .flatMapToLong(violation -> of(violation, book))
                .map(millis -> millis - grace.toMillis())
                .sorted()
                .boxed()
                .toList());
    }

    private static LongStream of(Violation violation, Book book) {
        OptionalLong number = book.ids().number(violation.getTraceId());
        OptionalLong whole = number.isPresent() ? book.ledger().wholeAt(number.getAsLong()) : OptionalLong.empty();
        return whole.isPresent()
                ? LongStream.of(Timestamps.toMillis(violation.getTimestamp()) - whole.getAsLong())
                : LongStream.empty();
    }

    long longest() {
        return millis.isEmpty() ? 0 : millis.get(millis.size() - 1);
    }

    void note(Protocol protocol) {
        if (!millis.isEmpty()) {
            int last = millis.size() - 1;
            protocol.note(
                    "closed late by",
                    millis.get(last / 2) + " ms at the median, " + millis.get(last * MOST / PERCENT) + " ms at p99, "
                            + longest() + " ms at most");
        }
    }
}
