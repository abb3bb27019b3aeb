package com.betrace.service.storage;

import com.betrace.model.Severity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what was counted. */
final class CountingMetrics implements WriterMetrics {

    final AtomicInteger lost = new AtomicInteger();
    final List<Severity> retracted = new CopyOnWriteArrayList<>();
    final List<Severity> late = new CopyOnWriteArrayList<>();
    final List<Severity> suppressed = new CopyOnWriteArrayList<>();

    @Override
    public void lost() {
        lost.incrementAndGet();
    }

    @Override
    public void retracted(Severity severity) {
        retracted.add(severity);
    }

    @Override
    public void foundLate(Severity severity) {
        late.add(severity);
    }

    @Override
    public void suppressed(Severity severity) {
        suppressed.add(severity);
    }
}
