package com.betrace.service.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT stop the service in order, and once more at once: who asks twice does not want to wait. What was
 * acknowledged is in the journal by then. Without this the JVM ignores the second signal until the first has been obeyed.
 */
final class SecondSignal {

    /** What shells tell of a process that a signal has ended. */
    private static final int SIGNALLED = 128;

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private SecondSignal() {}

    static void endsTheProcess() {
        handle("TERM");
        handle("INT");
    }

    private static void handle(String name) {
        try {
            Signal.handle(new Signal(name), SecondSignal::received);
        } catch (IllegalArgumentException e) {
            // The JVM was told to leave signals alone (-Xrs), and it does.
            LoggerFactory.getLogger(SecondSignal.class).debug("SIG{} is not ours to handle", name, e);
        }
    }

    private static void received(Signal signal) {
        int status = SIGNALLED + signal.getNumber();
        if (STOPPING.getAndSet(true)) {
            System.err.println("A second SIG" + signal.getName() + ": BeTrace ends at once, without ending its stop.");
            Runtime.getRuntime().halt(status);
        }
        new Thread(() -> System.exit(status), "stop").start();
    }
}
