package com.betrace.service.grpc;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.api.WatchApi;
import com.betrace.service.live.Subscription;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * All open WatchViolations calls. One thread sends for all of them: sending never waits, because a stream only sends while
 * its client reads. Thread-safe.
 */
final class WatchStreams {

    private final WatchApi api;
    private final ScheduledExecutorService sender;
    private final Duration heartbeat;
    private final Duration patience;
    private final Set<WatchStream> open = ConcurrentHashMap.newKeySet();

    /**
     * @param heartbeat the longest silence on a stream
     * @param patience a client that does not read for this long is disconnected
     */
    WatchStreams(WatchApi api, ScheduledExecutorService sender, Duration heartbeat, Duration patience) {
        this.api = api;
        this.sender = sender;
        this.heartbeat = heartbeat;
        this.patience = patience;
    }

    /** Subscribes, and says so by a first heartbeat. Called on the call's thread, before the call returns. */
    void open(WatchViolationsRequest request, ServerCallStreamObserver<WatchViolationsResponse> client) {
        WatchStream stream = new WatchStream(client, patience, open::remove);
        Subscription subscription = api.watchViolations(request, ready -> sender.execute(stream::drain));
        open.add(stream);
        ScheduledFuture<?> beat =
                sender.scheduleAtFixedRate(stream::beat, 0, heartbeat.toNanos() / 2, TimeUnit.NANOSECONDS);
        stream.start(subscription, beat);
    }

    /** Ends every stream, so that a stop need not wait for them. */
    void endAll() {
        open.forEach(stream -> stream.end(new RequestException(ErrorCode.UNAVAILABLE, "the service stops")));
    }
}
