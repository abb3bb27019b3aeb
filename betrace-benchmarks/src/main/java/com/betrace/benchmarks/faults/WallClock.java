package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Courier;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.Launch;
import com.betrace.v1.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host's wall clock jumps an hour ahead and an hour back while traces are open. Needs libfaketime, as a run must not set the
 * clock of the machine; without it only the tests of the engine look at this.
 */
public record WallClock() implements Scenario {

    private static final int TRACES = 300;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration JUMP = Duration.ofHours(1);

    /** The library looks at its file once a second. */
    private static final Duration CACHE = Duration.ofMillis(1_500);

    private static final String LIBRARY = "BETRACE_LIBFAKETIME";
    private static final List<String> PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1",
            "/usr/lib/faketime/libfaketimeMT.so.1",
            "/usr/local/lib/faketime/libfaketimeMT.so.1");

    @Override
    public String title() {
        return "B13 wall clock jumps";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        Optional<Path> library = library();
        if (library.isEmpty()) {
            protocol.skip("needs libfaketime (install faketime, or set " + LIBRARY + " to libfaketimeMT.so.1)");
            return;
        }
        TraceIds ids = new TraceIds(setting.seed());
        Book book = Book.of(ids, new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(4, 1, 0.08)));
        Launch launch = setting.launch("wall-clock").withCompletion(IDLE, IDLE);
        Path clock = launch.directory().resolve("clock");
        set(clock, Duration.ZERO);
        try (Rig rig = new Rig(faked(launch, library.get(), clock), book)) {
            rig.start();
            try (Courier courier = rig.courier()) {
                Halves halves = new Halves(book, courier);
                for (Duration offset : List.of(JUMP, JUMP.negated(), Duration.ZERO)) {
                    halves.sendFirst(TRACES);
                    jump(clock, offset);
                    halves.sendRest();
                    rig.awaitQuiet(SETTLE, protocol);
                }
            }
            Closings closings = new Closings();
            closings.count(rig.api().pipeline());
            closings.requireOnlyWhole(protocol);
            List<Violation> listed = rig.violations();
            requireJumps(listed, protocol);
            rig.noteTime(protocol);
            rig.audit(listed, protocol);
        }
    }

    private static Optional<Path> library() {
        String given = System.getenv(LIBRARY);
        return (given == null ? PLACES.stream() : Stream.of(given))
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
    }

    private static Launch faked(Launch launch, Path library, Path clock) {
        return launch.withEnvironment("LD_PRELOAD", library.toString())
                .withEnvironment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                .withEnvironment("FAKETIME_CACHE_DURATION", "1")
                .withEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    private static void set(Path clock, Duration offset) throws IOException {
        Files.writeString(clock, String.format("%+d", offset.toSeconds()));
    }

    /** Returns when the service has seen it. */
    private static void jump(Path clock, Duration offset) throws IOException, InterruptedException {
        set(clock, offset);
        Thread.sleep(CACHE.toMillis());
    }

    /** Else the run would prove nothing. */
    private static void requireJumps(List<Violation> listed, Protocol protocol) {
        long now = Instant.now().getEpochSecond();
        long half = JUMP.toSeconds() / 2;
        protocol.require(
                listed.stream().anyMatch(violation -> violation.getTimestamp().getSeconds() > now + half)
                        && listed.stream()
                                .anyMatch(violation -> violation.getTimestamp().getSeconds() < now - half),
                "the service did not see the clock jump");
    }
}
