package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.load.Book;
import com.betrace.benchmarks.faults.load.Courier;
import com.betrace.benchmarks.faults.load.OrderTraces;
import com.betrace.benchmarks.faults.load.TraceIds;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import java.time.Duration;

/** Freezes the service for longer than a trace may be idle, while traces are open; what comes right afterwards is in time. */
public record Stall(Duration length) implements Scenario {

    private static final int TRACES = 600;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "B14 frozen process";
    }

    @Override
    public void run(Setting setting, Protocol protocol) throws Exception {
        TraceIds ids = new TraceIds(setting.seed());
        Book book = Book.of(ids, new OrderTraces(ids, setting.seed(), new OrderTraces.Mix(4, 1, 0.08)));
        try (Rig rig = new Rig(setting.launch("stall").withCompletion(IDLE, IDLE), book)) {
            ServiceProcess service = rig.start();
            try (Courier courier = rig.courier()) {
                Halves halves = new Halves(book, courier);
                halves.sendFirst(TRACES);
                service.suspend();
                Thread.sleep(length.toMillis());
                service.resume();
                halves.sendRest();
            }
            protocol.note("frozen for", length.toSeconds() + " s");
            rig.awaitQuiet(SETTLE, protocol);
            Closings closings = new Closings();
            closings.count(rig.api().pipeline());
            closings.requireOnlyWhole(protocol);
            rig.noteTime(protocol);
            rig.audit(rig.violations(), protocol);
        }
    }
}
