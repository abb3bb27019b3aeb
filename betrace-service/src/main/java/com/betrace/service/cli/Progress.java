package com.betrace.service.cli;

import com.betrace.service.cli.Console.Tone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says on a line of the terminal what the command is at, once that has taken two seconds. */
public final class Progress implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final Console console;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Progress(Console console) {
        this.console = console;
    }

    static Progress start(Console console, boolean shown, String what) {
        Progress progress = new Progress(console);
        if (shown) {
            Thread thread = new Thread(() -> progress.tell(what), "progress");
            thread.setDaemon(true);
            thread.start();
        }
        return progress;
    }

    private void tell(String what) {
        long seconds = 0;
        try {
            while (!closed.await(seconds == 0 ? PATIENCE_SECONDS : 1, TimeUnit.SECONDS)) {
                seconds += seconds == 0 ? PATIENCE_SECONDS : 1;
                console.overwrite(console.paint(Tone.FAINT, "… " + what + " (" + seconds + " s)"));
            }
            if (seconds > 0) {
                console.overwrite("");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
