package com.betrace.service.storage;

import static com.betrace.service.storage.TestViolations.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Handling;
import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.model.ViolationUpdate;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.testkit.TestSpans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of the database while much goes on in it. */
abstract class StoreUnderLoadContract {

    private static final int MANY = 100_000;
    private static final int BATCH = 1_000;

    @TempDir
    Path directory;

    abstract OpenDatabase openDatabase();

    @Test
    void h4_pagesOfManyWhileRowsArriveAndChange_showNoneTwiceAndSkipNoneThatWasThere() {
        try (OpenDatabase open = openDatabase()) {
            for (int first = 1; first <= MANY; first += BATCH) {
                open.violations().write(violations(first, first + BATCH - 1));
            }
            AtomicBoolean paging = new AtomicBoolean(true);
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
                int batches = 0;
                do {
                    disturb(open, batches++);
                } while (paging.get());
                return batches;
            });
            List<ViolationId> seen = new ArrayList<>();
            ViolationQuery query = ViolationQuery.newest(ViolationCriteria.ALL, BATCH);
            ViolationPage page = open.violations().find(query);
            page.violations().forEach(violation -> seen.add(violation.id()));
            while (page.next() != null) {
                page = open.violations().find(query.after(page.next()));
                page.violations().forEach(violation -> seen.add(violation.id()));
            }
            paging.set(false);

            assertThat(writer.join()).isPositive();
            Set<ViolationId> all = new HashSet<>(seen);
            assertThat(all).hasSameSizeAs(seen);
            assertThat(violations(1, MANY)).allMatch(violation -> all.contains(violation.id()));
        }
    }

    /** Some are new, some say something else, some hold no longer and one is handled. */
    private static void disturb(OpenDatabase open, int batch) {
        int old = 1 + batch * 7_919 % (MANY - 200);
        List<ViolationUpdate> updates = new ArrayList<>(violations(MANY + batch * 50 + 1, MANY + batch * 50 + 50));
        for (Violation violation : violations(old, old + 20)) {
            updates.add(TestViolations.withMessage(violation, "now " + batch));
        }
        Violation gone = TestViolations.violation(old + 30);
        updates.add(new Settlement(gone.traceId(), Set.of(gone.ruleId()), Set.of()));
        open.violations().write(updates);
        open.violations()
                .handle(
                        TestViolations.violation(old + 5).id(),
                        new Handling(ViolationState.ACKNOWLEDGED, "ann", "" + batch, TestSpans.TIME_ZERO));
    }
}
