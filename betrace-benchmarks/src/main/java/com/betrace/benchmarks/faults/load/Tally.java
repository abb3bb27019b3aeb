package com.betrace.benchmarks.faults.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients were answered; thread-safe. */
public final class Tally {

    private static final int MOST_TEXTS = 20;

    private final Map<Answer.Kind, LongAdder> answers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> texts = new ConcurrentHashMap<>();
    private final LongAdder spans = new LongAdder();
    private final LongAdder offered = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    void count(Answer answer, Request request) {
        offered.add(request.spans());
        answers.computeIfAbsent(answer.kind(), kind -> new LongAdder()).increment();
        if (answer.kind() == Answer.Kind.ACKNOWLEDGED) {
            spans.add(request.spans());
        }
        if (answer.kind() == Answer.Kind.WRONG && (texts.size() < MOST_TEXTS || texts.containsKey(answer.text()))) {
            texts.computeIfAbsent(answer.text(), text -> new LongAdder()).increment();
        }
    }

    /** A request that was acknowledged and is sent once more all the same. */
    void countRepeat(Request request) {
        repeated.add(request.spans());
    }

    public long answers(Answer.Kind kind) {
        LongAdder count = answers.get(kind);
        return count == null ? 0 : count.sum();
    }

    /** Spans of acknowledged requests; those sent once more count again. */
    public long acknowledgedSpans() {
        return spans.sum();
    }

    /** Spans of all requests that were answered or failed. */
    public long offeredSpans() {
        return offered.sum();
    }

    public long repeatedSpans() {
        return repeated.sum();
    }

    /** Answers that no good request may get, with how often. */
    public Map<String, Long> wrongAnswers() {
        Map<String, Long> counts = new TreeMap<>();
        texts.forEach((text, count) -> counts.put(text, count.sum()));
        return counts;
    }
}
