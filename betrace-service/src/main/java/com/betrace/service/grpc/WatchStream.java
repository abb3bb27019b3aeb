package com.betrace.service.grpc;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.api.WatchApi;
import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.Subscription;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WatchViolations call. Sends only while the client reads, so that what it does not read stays in the bounded ring of
 * its subscription. The lock keeps the call's own threads and the sender apart; nothing under it waits.
 */
final class WatchStream {

    private static final InstantSource CLOCK = InstantSource.system();

    private final ServerCallStreamObserver<WatchViolationsResponse> client;
    private final Duration patience;
    private final Consumer<WatchStream> onEnd;
    private @Nullable Subscription subscription;
    private @Nullable Future<?> beats;
    private long readyAt = System.nanoTime();
    private boolean sentSinceBeat;
    private boolean ended;

    /** Takes the call over; before it returns to gRPC. */
    WatchStream(
            ServerCallStreamObserver<WatchViolationsResponse> client, Duration patience, Consumer<WatchStream> onEnd) {
        this.client = client;
        this.patience = patience;
        this.onEnd = onEnd;
        client.setOnReadyHandler(this::drain);
        client.setOnCancelHandler(this::release);
    }

    /** Owns both from now on. */
    synchronized void start(Subscription opened, Future<?> scheduled) {
        subscription = opened;
        beats = scheduled;
        drain();
    }

    /** Sends what there is while the client reads. */
    synchronized void drain() {
        Subscription source = subscription;
        while (source != null && !ended && client.isReady()) {
            LiveEvent event = source.poll();
            if (event == null) {
                return;
            }
            send(WatchApi.toMessage(event));
        }
    }

    /**
     * Called twice in the interval of heartbeats: a sign of life where nothing was sent since the last time, or the end of a
     * client that does not read.
     */
    synchronized void beat() {
        if (ended) {
            return;
        }
        if (!client.isReady()) {
            endWhereStalled();
        } else if (sentSinceBeat) {
            sentSinceBeat = false;
        } else {
            send(WatchApi.heartbeat(CLOCK.instant()));
        }
    }

    synchronized void end(RequestException why) {
        if (!ended) {
            release();
            client.onError(Replies.failure(why));
        }
    }

    private void send(WatchViolationsResponse message) {
        client.onNext(message);
        sentSinceBeat = true;
        readyAt = System.nanoTime();
    }

    private void endWhereStalled() {
        if (System.nanoTime() - readyAt >= patience.toNanos()) {
            end(new RequestException(
                    ErrorCode.UNAVAILABLE,
                    "this subscriber did not read for " + patience.toSeconds() + " s, subscribe again"));
        }
    }

    private synchronized void release() {
        ended = true;
        if (subscription != null) {
            subscription.close();
        }
        if (beats != null) {
            beats.cancel(false);
        }
        onEnd.accept(this);
    }
}
