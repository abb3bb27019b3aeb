package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Answer;
import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Crowd;
import com.betrace.benchmarks.faults.load.Manners;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import java.time.Duration;
import java.util.Random;

/**
 * Kills the service at random moments under load, again and again on the same data: what was acknowledged is judged once, as if
 * nothing had happened. Some kills hit a start.
 */
public record CrashChain(int kills) implements Scenario {

    private static final Duration GRACE = Duration.ofMillis(700);
    private static final Duration IDLE = Duration.ofSeconds(25);
    private static final Duration SETTLE = Duration.ofSeconds(90);
    private static final Manners MANNERS = new Manners(8, 3, 8, true, 30, 0.02);
    private static final int SENDERS = 4;
    private static final int SHORTEST_LIFE = 100;
    private static final int LONGEST_LIFE = 1_500;
    private static final int LONGEST_START = 2_500;
    private static final double KILLED_STARTS = 0.2;

    @Override
    public String title() {
        return "E1 E11 crash chain";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        Random random = new Random(setting.seed());
        TraceIds ids = new TraceIds(random.nextLong());
        Book book = Book.of(ids, new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(4, 1, 0.08)));
        try (Rig rig = new Rig(
                setting.launch("crash-chain").withCompletion(GRACE, IDLE).withQuickStart(), book)) {
            Closings closings = new Closings();
            ServiceProcess service = rig.start();
            Crowd crowd = rig.crowd(random.nextLong());
            crowd.add(SENDERS, MANNERS);
            int betweenAckAndMark = 0;
            for (int kill = 0; kill < kills; kill++) {
                Thread.sleep(SHORTEST_LIFE + random.nextInt(LONGEST_LIFE));
                closings.count(rig.api().pipeline());
                betweenAckAndMark +=
                        book.ledger().openAt(System.nanoTime(), GRACE.toNanos(), IDLE.toNanos()) > 0 ? 1 : 0;
                rig.gone();
                service.kill();
                if (random.nextDouble() < KILLED_STARTS && kill < kills - 1) {
                    killStart(rig, random);
                    kill++;
                }
                service = rig.start();
            }
            protocol.require(crowd.finish(SETTLE), "not everything that was sent was acknowledged within " + SETTLE);
            rig.awaitQuiet(SETTLE, protocol);
            closings.count(rig.api().pipeline());
            protocol.note("kills", kills);
            protocol.note("between acknowledgement and close", betweenAckAndMark);
            protocol.note("retries", book.tally().answers(Answer.Kind.UNREACHABLE));
            protocol.require(
                    betweenAckAndMark * 2 >= kills,
                    "only " + betweenAckAndMark + " of " + kills + " kills came while acknowledged traces were open");
            closings.requireOnlyWhole(protocol);
            rig.noteTime(protocol);
            rig.audit(rig.violations(), protocol);
        }
    }

    private static void killStart(Rig rig, Random random) throws Exception {
        ServiceProcess starting = rig.begin();
        starting.awaitExit(Duration.ofMillis(random.nextInt(LONGEST_START)));
        starting.kill();
    }
}
