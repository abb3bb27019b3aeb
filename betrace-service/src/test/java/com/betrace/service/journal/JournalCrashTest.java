package com.betrace.service.journal;

import static com.betrace.service.journal.JournalSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random work, killed again and again at the worst moments, against a model. */
class JournalCrashTest {

    private static final int TRACES = 20;
    private static final int STEPS = 120;

    @Property(tries = 20)
    void e1_killedAtAnyMoment_replaysEveryAcknowledgedSpanOnceAndInventsNone(@ForAll long seed) throws IOException {
        Path root = Files.createTempDirectory("journal-crash");
        try (Life life = new Life(root, new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                life.step();
            }
            life.stop();
        } finally {
            deleteAll(root);
        }
    }

    private static void deleteAll(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Life implements AutoCloseable {

        private final Path root;
        private final Random random;
        private final JournalModel model = new JournalModel();
        private JournalRun run;
        private CrashHooks hooks;
        private long lastEntry;
        private int lives;
        private long id;

        Life(Path root, Random random) throws IOException {
            this.root = root;
            this.random = random;
            live(directory("0"));
        }

        private void live(Path directory) {
            hooks = new CrashHooks(directory);
            run = new JournalRun(directory)
                    .with(JournalRun.options(
                            random.nextBoolean() ? JournalMode.ALWAYS : JournalMode.INTERVAL, 2 << 20, 1_000))
                    .with(hooks)
                    .open();
        }

        void step() throws IOException {
            switch (random.nextInt(20)) {
                case 0 -> kill();
                case 1 -> stop();
                case 2, 3, 4 -> mark();
                case 5, 6 -> forget();
                default -> append();
            }
        }

        private void append() {
            List<Span> spans = JournalSpans.request(random, ++id, TRACES);
            acknowledged(run.appendIfItFits(spans), spans);
        }

        private void acknowledged(long entry, List<Span> spans) {
            if (entry < 0) {
                return;
            }
            assertThat(entry).isGreaterThan(lastEntry);
            lastEntry = entry;
            model.acknowledged(entry, spans);
        }

        private void mark() {
            CloseMark mark = JournalRun.mark(anyTrace(), random.nextInt(100));
            run.journal().markClosed(List.of(mark));
            model.marked(mark);
        }

        /** Most at once, as when many traces close. */
        private void forget() {
            for (int left = random.nextInt(TRACES); left > 0; left--) {
                TraceId trace = anyTrace();
                long through = lastEntry - random.nextInt(2);
                run.forget(trace, through);
                model.forgotten(trace, through);
            }
        }

        private TraceId anyTrace() {
            return trace(1 + random.nextInt(TRACES));
        }

        /** In the commit of a request, or of whatever the journal does by itself just then. */
        private void kill() throws IOException {
            Path before = directory(++lives + "-before");
            Path after = directory(lives + "-after");
            hooks.arm(before, after);
            List<Span> spans = JournalSpans.request(random, ++id, TRACES);
            long entry = run.appendIfItFits(spans);
            if (!hooks.isDone()) {
                acknowledged(entry, spans);
                return;
            }
            run.close();
            boolean committed = random.nextBoolean();
            if (!committed) {
                before = random.nextBoolean() ? before : tear(before, after);
            }
            // Another commit than that of the request may have come first.
            live(committed ? after : before);
            JournalRun.Replayed replayed = run.replay();
            if (replayed.entries.stream().anyMatch(found -> found.number() == entry)) {
                acknowledged(entry, spans);
            }
            model.assertHolds(replayed);
        }

        /** Killed while it wrote: of the log there is more than was committed, but not all. */
        private Path tear(Path before, Path after) throws IOException {
            Path torn = directory(lives + "-torn");
            CrashHooks.copy(after, torn);
            Files.copy(
                    before.resolve("journal.seen"),
                    torn.resolve("journal.seen"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile wal =
                    new RandomAccessFile(torn.resolve("journal.db-wal").toFile(), "rw")) {
                long most = wal.length() - hooks.committedWalBytes();
                wal.setLength(hooks.committedWalBytes() + random.nextLong(Math.max(1, most)));
            }
            return torn;
        }

        void stop() {
            run.reopen();
            model.assertHolds(run.replay());
        }

        private Path directory(String name) throws IOException {
            return Files.createDirectory(root.resolve(name));
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
