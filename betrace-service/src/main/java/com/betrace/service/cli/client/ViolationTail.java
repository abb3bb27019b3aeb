package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.cli.ViolationPrinter;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.Violation;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows the stream of violations over any number of connections. One use. */
final class ViolationTail {

    private static final long LONGEST_PAUSE_SECONDS = 8;

    /** What may pass; anything else would be the same next time. */
    private static final Set<Status.Code> PASSING =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.CANCELLED);

    private final ServiceConnection service;
    private final Terminal terminal;
    private final boolean json;
    private final ViolationPrinter printer;
    private boolean wasConnected;
    private int left;

    ViolationTail(ServiceConnection service, Terminal terminal, boolean json) {
        this.service = service;
        this.terminal = terminal;
        this.json = json;
        this.printer = new ViolationPrinter(terminal.out());
    }

    /** Ends after so many violations, or when its thread is interrupted. */
    void follow(WatchViolationsRequest request, int limit) throws CommandException {
        left = limit;
        long pause = 1;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            boolean heard = false;
            try {
                heard = read(service.endlessViolations().watchViolations(request));
            } catch (StatusRuntimeException e) {
                explainOrThrow(e);
            }
            pause = heard ? 1 : Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
            if (left > 0) {
                rest(pause);
            }
        }
    }

    /** Reads until the stream ends; true where something came. */
    private boolean read(Iterator<WatchViolationsResponse> events) {
        boolean heard = false;
        while (left > 0 && events.hasNext()) {
            heard = true;
            wasConnected = true;
            print(events.next());
        }
        return heard;
    }

    /** Only a service that answered before is waited for. */
    private void explainOrThrow(StatusRuntimeException refusal) throws CommandException {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (!wasConnected || !PASSING.contains(refusal.getStatus().getCode())) {
            throw new CommandException(ExitCode.SERVICE, service.explain(refusal));
        }
        terminal.err()
                .line(
                        Tone.WARNING,
                        "the connection is lost, trying again; what breaks meanwhile is in ./betrace violations list");
    }

    private static void rest(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(WatchViolationsResponse event) {
        if (event.hasHeartbeat()) {
            return;
        }
        if (event.hasOpened() || event.hasRevised() || event.hasRetracted()) {
            left--;
        }
        if (json) {
            terminal.out().line(ProtoJsonWriter.write(event));
            return;
        }
        switch (event.getEventCase()) {
            case OPENED -> printer.print(event.getOpened());
            case REVISED -> say("revised", event.getRevised());
            case RETRACTED -> say("retracted", event.getRetracted());
            case GAP -> terminal.err().line(Tone.WARNING, event.getGap().getMissed() + " events were missed");
            case HEARTBEAT, EVENT_NOT_SET -> {}
        }
    }

    private void say(String what, Violation violation) {
        terminal.out().line(Tone.FAINT, "  " + what + ":");
        printer.print(violation);
    }
}
