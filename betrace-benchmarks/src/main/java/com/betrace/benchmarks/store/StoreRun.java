package com.betrace.benchmarks.store;

import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationUpdate;
import com.betrace.pipeline.Judged;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Fills a store through its writer, times a page and the count of each filter, and pages through all of it while more arrive. */
public final class StoreRun {

    private static final int LANE_BATCH = 100;
    private static final int PAGE = 100;
    private static final long COUNTED = 10_001;
    private static final int REPEATS = 51;
    private static final int ARRIVING_EACH_SECOND = 5_000;

    private final PrintStream out = System.out;
    private final Instant first = Instant.now().minus(7, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private final OpenStore open;
    private final long rows;

    private StoreRun(OpenStore open, long rows) {
        this.open = open;
        this.rows = rows;
    }

    /** Arguments are keys of the {@code database} block and their values, such as {@code --url}, and {@code --rows}. */
    public static void main(String... arguments) throws Exception {
        Map<String, String> options = options(arguments);
        long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
        options.remove("rows");
        Path directory = Files.createTempDirectory("store-benchmark");
        try (OpenStore open = new OpenStore(directory, options)) {
            new StoreRun(open, rows).run();
        } finally {
            delete(directory);
        }
    }

    private static Map<String, String> options(String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (int n = 0; n < arguments.length; n += 2) {
            if (!arguments[n].startsWith("--") || n + 1 == arguments.length) {
                throw new IllegalArgumentException("expected --name value, got " + arguments[n]);
            }
            options.put(arguments[n].substring(2), arguments[n + 1]);
        }
        return options;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run() throws InterruptedException {
        out.println(Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version") + ", " + rows + " violations\n\n| what | result |\n|---|---|");
        long start = System.nanoTime();
        fill(1, rows);
        row("stored a second", "%.0f", rows / seconds(start));
        SampleViolations.filters(rows, first).forEach(this::time);
        pageWhileMoreArrive();
    }

    private void fill(long from, long to) throws InterruptedException {
        for (long next = from; next <= to; next += LANE_BATCH) {
            accept(List.copyOf(LongStream.range(next, Math.min(next + LANE_BATCH, to + 1))
                    .mapToObj(n -> SampleViolations.of(n, first))
                    .toList()));
        }
        while (open.writer().queued() > 0) {
            Thread.sleep(1);
        }
    }

    private void accept(List<ViolationUpdate> updates) {
        open.writer().accept(new Judged(updates, List.of(), List.of()));
    }

    /** Pages one after the other, beginning again after the last; and the count that comes with each page. */
    private void time(String name, ViolationCriteria filter) {
        double page = medianMillis(new Pages(open.store(), ViolationQuery.newest(filter, PAGE)));
        double count = medianMillis(() -> open.store().count(filter, COUNTED));
        out.printf(Locale.ROOT, "| page of %d, filter %s | %.1f ms, its count %.1f ms |%n", PAGE, name, page, count);
        out.flush();
    }

    /** The next page at each run, the first after the last. */
    private static final class Pages implements Runnable {
        private final ViolationStore store;
        private final ViolationQuery first;
        private ViolationQuery next;

        Pages(ViolationStore store, ViolationQuery first) {
            this.store = store;
            this.first = first;
            this.next = first;
        }

        @Override
        public void run() {
            Long last = store.find(next).next();
            next = last == null ? first : first.after(last);
        }
    }

    private static double medianMillis(Runnable read) {
        List<Long> nanos = new ArrayList<>();
        for (int n = 0; n < REPEATS; n++) {
            long start = System.nanoTime();
            read.run();
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(Comparator.naturalOrder());
        return nanos.get(REPEATS / 2) / 1e6;
    }

    private void pageWhileMoreArrive() throws InterruptedException {
        AtomicBoolean paging = new AtomicBoolean(true);
        Thread arriving = new Thread(() -> arrive(paging), "arriving");
        arriving.start();
        long start = System.nanoTime();
        Set<ViolationId> seen = new HashSet<>();
        long twice = 0;
        ViolationQuery query = ViolationQuery.newest(ViolationCriteria.ALL, PAGE);
        ViolationPage page = open.store().find(query);
        long pages = 1;
        while (true) {
            for (Violation violation : page.violations()) {
                twice += seen.add(violation.id()) ? 0 : 1;
            }
            if (page.next() == null) {
                break;
            }
            page = open.store().find(query.after(page.next()));
            pages++;
        }
        double seconds = seconds(start);
        paging.set(false);
        arriving.join();
        long skipped = LongStream.rangeClosed(1, rows)
                .filter(n -> !seen.contains(SampleViolations.of(n, first).id()))
                .count();
        row("pages a second while " + ARRIVING_EACH_SECOND + " a second arrive", "%.0f", pages / seconds);
        row("shown twice", "%.0f", twice);
        row("skipped", "%.0f", skipped);
    }

    /** New ones, and for each hundred of them one that is retracted and one that is found again. */
    private void arrive(AtomicBoolean paging) {
        long started = System.nanoTime();
        for (long batch = 0; paging.get(); batch++) {
            long from = rows + 1 + batch * LANE_BATCH;
            List<ViolationUpdate> updates = new ArrayList<>(LongStream.range(from, from + LANE_BATCH)
                    .mapToObj(n -> SampleViolations.of(n, first))
                    .toList());
            Violation old = SampleViolations.of(1 + batch * 7919 % rows, first);
            updates.add(new Settlement(old.traceId(), Set.of(old.ruleId()), Set.of()));
            updates.add(SampleViolations.of(1 + batch / 2 * 7919 % rows, first));
            accept(updates);
            long due = started + Duration.ofSeconds(1).toNanos() * (batch + 1) * LANE_BATCH / ARRIVING_EACH_SECOND;
            sleepUntil(due);
        }
    }

    private static void sleepUntil(long due) {
        try {
            Thread.sleep(Math.max(0, Duration.ofNanos(due - System.nanoTime()).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void row(String what, String format, double value) {
        out.println("| " + what + " | " + String.format(Locale.ROOT, format, value) + " |");
        out.flush();
    }
}
