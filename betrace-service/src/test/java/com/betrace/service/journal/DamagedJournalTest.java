package com.betrace.service.journal;

import static com.betrace.service.journal.JournalRun.mark;
import static com.betrace.service.journal.JournalRun.options;
import static com.betrace.service.journal.JournalSpans.large;
import static com.betrace.service.journal.JournalSpans.spans;
import static com.betrace.service.journal.JournalSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Span;
import com.betrace.service.journal.JournalRun.Replayed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal that is not as it was written is set aside; what can be read goes on, and nothing is missing without a word. */
class DamagedJournalTest {

    private static final int SEEDS = 150;

    @TempDir
    private Path root;

    private Path sound;
    private final JournalModel model = new JournalModel();

    /** Killed with half of it in the database and half in the write-ahead log. */
    @BeforeEach
    void killed() throws IOException {
        Path working = Files.createDirectory(root.resolve("working"));
        sound = Files.createDirectory(root.resolve("sound"));
        try (JournalRun run = new JournalRun(working).open()) {
            fill(run, 1);
            run.reopen();
            fill(run, 31);
            run.journal().markClosed(List.of(mark(trace(500), 1)));
            List<Span> last = spans(61, 61);
            run.journal().append(last, entry -> {
                model.acknowledged(entry, last);
                CrashHooks.copy(working, sound);
            });
        }
        model.marked(mark(trace(1), 1));
        model.marked(mark(trace(31), 1));
        model.marked(mark(trace(500), 1));
        assertThat(Files.size(sound.resolve("journal.db-wal"))).isGreaterThan(50_000);
    }

    private void fill(JournalRun run, int from) {
        for (int i = from; i < from + 30; i++) {
            append(run, i);
        }
        run.journal().markClosed(List.of(mark(trace(from), 1)));
    }

    private void append(JournalRun run, int id) {
        List<Span> spans = List.of(large(id, id, 1_500), large(id % 7, 1_000 + id, 1_500));
        model.acknowledged(run.append(spans), spans);
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(root.resolve(name));
        CrashHooks.copy(sound, copy);
        return copy;
    }

    @Test
    void e2_noDamage_isTakenAsItIs() throws IOException {
        try (JournalRun run = new JournalRun(copy("same")).open()) {
            model.assertHolds(run.replay());
            assertThat(run.counts.quarantined.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal.db", "journal.db-wal"})
    void e2_damageAnywhere_startsAndNeverLosesSilently(String file) throws IOException {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path directory = copy(file + seed);
            String damage = damage(directory.resolve(file), new Random(seed));
            found += assertHonest(directory, seed + ": " + damage);
        }
        assertThat(found).isGreaterThan(SEEDS / 2);
    }

    /** 1 where the damage was found, 0 where it hit nothing that matters. */
    private int assertHonest(Path directory, String damage) {
        JournalRun run = new JournalRun(directory);
        try (run) {
            Replayed replayed = run.open().replay();
            model.assertNothingInvented(replayed);
            boolean quarantined = run.counts.quarantined.get() == 1;
            if (!quarantined) {
                model.assertHolds(replayed);
                return 0;
            }
            assertThat(replayed.entries).allMatch(JournalRun.Entry::damaged);
            assertThat(run.tryAppend(spans(9_000, 9_000))).isEqualTo(com.betrace.pipeline.SpanLog.Append.LOGGED);
            return 1;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(damage, e);
        }
    }

    private static String damage(Path file, Random random) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextLong(open.length());
            return switch (random.nextInt(3)) {
                case 0 -> {
                    open.setLength(at);
                    yield "cut at " + at;
                }
                case 1 -> {
                    open.seek(at);
                    open.write(new byte[(int) Math.min(1 + random.nextInt(9_000), open.length() - at)]);
                    yield "zeros at " + at;
                }
                default -> {
                    int bit = 1 << random.nextInt(8);
                    open.seek(at);
                    int was = open.read();
                    open.seek(at);
                    open.write(was ^ bit);
                    yield "bit " + bit + " flipped at " + at;
                }
            };
        }
    }

    @Test
    void e2_everyByteOfTheHeaders_startsAndNeverLosesSilently() throws IOException {
        for (String file : List.of("journal.db", "journal.db-wal")) {
            for (int at = 0; at < 100; at++) {
                Path directory = copy(file + "-header-" + at);
                try (RandomAccessFile open =
                        new RandomAccessFile(directory.resolve(file).toFile(), "rw")) {
                    open.seek(at);
                    int was = open.read();
                    open.seek(at);
                    open.write(was ^ 1);
                }
                assertHonest(directory, file + " at " + at);
            }
        }
    }

    @Test
    void e2_bitFlipInTheMiddleOfTheLog_isFoundWithoutTheWitnessToo() throws IOException {
        Path directory = copy("middle");
        Files.delete(directory.resolve("journal.seen"));
        try (RandomAccessFile wal =
                new RandomAccessFile(directory.resolve("journal.db-wal").toFile(), "rw")) {
            wal.seek(wal.length() / 2);
            int was = wal.read();
            wal.seek(wal.length() / 2);
            wal.write(was ^ 4);
        }

        assertThat(assertHonest(directory, "middle")).isEqualTo(1);
    }

    @Test
    void e2_entriesBeforeTheDamage_areSavedAndStayFlaggedOverTheNextRestart() throws IOException {
        Path directory = copy("tail");
        Path wal = directory.resolve("journal.db-wal");
        byte[] whole = Files.readAllBytes(wal);
        Files.write(wal, java.util.Arrays.copyOf(whole, whole.length / 2));
        try (JournalRun run = new JournalRun(directory).open()) {
            long before = run.replay().spans().size();
            assertThat(before).isGreaterThanOrEqualTo(60).isLessThan(121);
            long entry = run.append(spans(1, 777));

            Replayed again = run.reopen().replay();

            assertThat(run.counts.quarantined.get()).isEqualTo(1);
            assertThat(again.spans()).hasSize((int) before + 1);
            assertThat(again.entries).allMatch(found -> found.damaged() == (found.number() < entry));
        }
        assertThat(directory.resolve("journal.db.damaged-20260102T030405Z-wal")).exists();
    }

    @Test
    void e2_entryNumbersAndTime_goOnBehindTheDamage() throws IOException {
        Path directory = copy("numbers");
        long last = model.acknowledged.keySet().stream().mapToLong(n -> n).max().orElseThrow();
        try (RandomAccessFile db =
                new RandomAccessFile(directory.resolve("journal.db").toFile(), "rw")) {
            db.seek(db.length() / 2);
            db.write(new byte[20]);
        }
        try (JournalRun run = new JournalRun(directory).open()) {
            assertThat(run.counts.quarantined.get()).isEqualTo(1);
            assertThat(run.append(spans(1, 1))).isGreaterThan(last);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is not a database"})
    void e2_fileThatIsNoJournal_isSetAside(String content) throws IOException {
        Path directory = copy("foreign");
        Files.delete(directory.resolve("journal.db-wal"));
        Files.writeString(directory.resolve("journal.db"), content.repeat(500));

        try (JournalRun run = new JournalRun(directory).open()) {
            assertThat(run.counts.quarantined.get()).isEqualTo(1);
            assertThat(run.replay().entries).isEmpty();
            run.append(spans(1, 1));
        }
        assertThat(Files.readString(
                        directory.resolve("journal.db.damaged-20260102T030405Z"), StandardCharsets.ISO_8859_1))
                .isEqualTo(content.repeat(500));
    }

    @Test
    void e2_journalThatWasDeleted_isMissed() throws IOException {
        Path directory = copy("deleted");
        Files.delete(directory.resolve("journal.db"));
        Files.delete(directory.resolve("journal.db-wal"));

        try (JournalRun run = new JournalRun(directory).open()) {
            assertThat(run.counts.quarantined.get()).isEqualTo(1);
        }
    }

    @Test
    void e2_damagedTwiceInASecond_keepsBothFiles() throws IOException {
        Path directory = copy("twice");
        for (int i = 0; i < 2; i++) {
            Files.writeString(directory.resolve("journal.db"), "damage " + i);
            new JournalRun(directory).open().close();
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("journal.db.damaged-20260102T030405Z", "journal.db.damaged-20260102T030405Z-2");
        }
    }

    @Test
    void e2_startKilledBetweenTheMoves_finishesThem() throws IOException {
        Path directory = copy("between");
        JournalRun other = new JournalRun(Files.createDirectory(root.resolve("saved"))).open();
        other.append(spans(5, 5));
        other.close();
        Files.copy(root.resolve("saved/journal.db"), directory.resolve("journal.db.new"));
        Files.delete(directory.resolve("journal.db"));
        Files.delete(directory.resolve("journal.seen"));

        try (JournalRun run = new JournalRun(directory)
                .with(options(JournalMode.ALWAYS, 64 << 20, 10))
                .open()) {
            assertThat(run.replay().spans()).containsExactlyElementsOf(spans(5, 5));
        }
        assertThat(directory.resolve("journal.db.new")).doesNotExist();
        assertThat(directory.resolve("journal.db.damaged-20260102T030405Z-wal")).exists();
    }
}
