package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Courier;
import com.betrace.benchmarks.faults.load.Request;
import com.betrace.benchmarks.faults.load.TracePlan;
import java.util.ArrayList;
import java.util.List;

/** Sends a part of each of many traces, and the rest of them when told. */
final class Halves {

    private static final int PARTS_PER_REQUEST = 50;

    private final Book book;
    private final Courier courier;
    private final List<Request.Part> rest = new ArrayList<>();

    Halves(Book book, Courier courier) {
        this.book = book;
        this.courier = courier;
    }

    /** The first part of traces; of those that have one part only, all. */
    void sendFirst(int traces) throws InterruptedException {
        List<Request.Part> first = new ArrayList<>();
        for (int i = 0; i < traces; i++) {
            TracePlan plan = book.begin();
            first.add(new Request.Part(plan, 0));
            for (int part = 1; part < plan.parts().size(); part++) {
                rest.add(new Request.Part(plan, part));
            }
        }
        send(first);
    }

    /** All other parts of the traces that were begun. */
    void sendRest() throws InterruptedException {
        send(rest);
        rest.clear();
    }

    private void send(List<Request.Part> parts) throws InterruptedException {
        for (int from = 0; from < parts.size(); from += PARTS_PER_REQUEST) {
            int until = Math.min(parts.size(), from + PARTS_PER_REQUEST);
            courier.deliver(Request.of(parts.subList(from, until), book.ids()));
        }
    }
}
