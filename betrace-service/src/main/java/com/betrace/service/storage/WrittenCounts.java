package com.betrace.service.storage;

import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationUpdate;
import com.betrace.service.health.ComponentState;
import com.betrace.service.storage.PatientWrite.GivenUp;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the violations that were written. Added to by one thread, read by any. */
final class WrittenCounts {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenCounts.class);

    private final WriterMetrics metrics;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong retracted = new AtomicLong();

    WrittenCounts(WriterMetrics metrics) {
        this.metrics = metrics;
    }

    void add(PatientWrite write) {
        write.stored().forEach(this::add);
        write.givenUp().forEach(this::lose);
    }

    private void add(StoredViolation stored) {
        Violation violation = stored.violation();
        if (!stored.isKept()) {
            if (stored.change() == Change.SUPPRESSED) {
                metrics.suppressed(violation.severity());
            }
        } else if (stored.wasEnforced() && !violation.isEnforced()) {
            retracted.incrementAndGet();
            metrics.retracted(violation.severity());
        } else if (!stored.wasEnforced() && violation.isEnforced() && violation.late()) {
            metrics.foundLate(violation.severity());
        }
    }

    private void lose(GivenUp givenUp) {
        lost.incrementAndGet();
        metrics.lost();
        LOG.error(
                "{} is given up, because a store that works does not take it",
                name(givenUp.update()),
                givenUp.refusal());
    }

    private static String name(ViolationUpdate update) {
        return update instanceof Violation violation
                ? "Violation " + violation.id() + " of rule '" + violation.ruleId() + "'"
                : "What was retracted of trace " + ((Settlement) update).traceId();
    }

    int lost() {
        return lost.get();
    }

    long retracted() {
        return retracted.get();
    }

    ComponentState state() {
        return lost.get() == 0
                ? ComponentState.healthy("writing")
                : ComponentState.degraded("writing; " + lost.get()
                        + " violations since the start could never be stored and are lost, the log says which and why");
    }
}
