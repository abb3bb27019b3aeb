package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.Workload;
import com.betrace.model.Span;
import com.betrace.model.StatusCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Traces whose spans come mixed in a few requests, encoded once: before each sending the first half of their trace ids is
 * overwritten, which makes them new traces. For one thread.
 */
final class Wave {

    private static final int TRACES = 200;
    private static final int REQUESTS = 4;

    private final List<Stamped> requests = new ArrayList<>();
    private final int spans;
    private final int failedSpans;
    private final int forbiddenCalls;

    private Wave(List<Span> spans, Transport transport) {
        this.spans = spans.size();
        this.failedSpans = (int)
                spans.stream().filter(span -> span.status() == StatusCode.ERROR).count();
        this.forbiddenCalls = (int)
                spans.stream().filter(span -> span.name().equals("legacy.call")).count();
        for (int i = 0; i < REQUESTS; i++) {
            List<Span> part = spans.subList(i * spans.size() / REQUESTS, (i + 1) * spans.size() / REQUESTS);
            requests.add(Stamped.of(transport.encode(part), part.size()));
        }
    }

    /** All traces of the workload, some in each wave. */
    static List<Wave> all(Transport transport) {
        Random random = new Random(42);
        List<Span> all = new Workload(0).spans();
        List<Wave> waves = new ArrayList<>();
        for (int first = 0; first < Workload.TRACES; first += TRACES) {
            int from = first + 1;
            List<Span> own = new ArrayList<>(all.stream()
                    .filter(span ->
                            span.traceId().low() >= from && span.traceId().low() < from + TRACES)
                    .toList());
            Collections.shuffle(own, random);
            waves.add(new Wave(own, transport));
        }
        return waves;
    }

    List<Stamped> requests() {
        return requests;
    }

    int spans() {
        return spans;
    }

    /** How many violations the rules of the workload find in it. */
    int violations() {
        return failedSpans + forbiddenCalls;
    }

    /** One request, with the places where its trace ids are. */
    record Stamped(byte[] body, int spans, int[] places, boolean hex) {

        static Stamped of(byte[] body, int spans) {
            byte[] id = bytes(Workload.TRACE_ID_HIGH);
            byte[] hexId = HexFormat.of().formatHex(id).getBytes(StandardCharsets.US_ASCII);
            int[] binary = places(body, id);
            boolean isHex = binary.length == 0;
            int[] places = isHex ? places(body, hexId) : binary;
            if (places.length != spans) {
                throw new IllegalStateException("found " + places.length + " trace ids of " + spans + " spans");
            }
            return new Stamped(body, spans, places, isHex);
        }

        /** Its traces are others from now on. */
        byte[] stamp(long number) {
            byte[] id = bytes(number);
            byte[] written = hex ? HexFormat.of().formatHex(id).getBytes(StandardCharsets.US_ASCII) : id;
            for (int place : places) {
                System.arraycopy(written, 0, body, place, written.length);
            }
            return body;
        }

        private static byte[] bytes(long number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        }

        private static int[] places(byte[] body, byte[] wanted) {
            return IntStream.rangeClosed(0, body.length - wanted.length)
                    .filter(at -> Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length))
                    .toArray();
        }
    }
}
