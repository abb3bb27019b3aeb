package com.betrace.service.rest.sse;

import com.betrace.service.api.WatchApi;
import com.betrace.v1.WatchViolationsRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.LifeCycle;

/** All open streams and the thread that writes to them. */
public final class SseStreams implements LifeCycle.Listener {

    public static final String MEDIA_TYPE = "text/event-stream";

    private final WatchApi api;
    private final Set<SseStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService writer;

    /** @param heartbeat the longest silence on a stream */
    public SseStreams(WatchApi api, Duration heartbeat) {
        this.api = api;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "violation-streams");
            thread.setDaemon(true);
            return thread;
        });
        long period = heartbeat.toMillis() / 2;
        writer.scheduleWithFixedDelay(() -> streams.forEach(SseStream::tick), period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Turns a request that is already asynchronous into a stream. Throws RequestException for a bad filter, before anything
     * is written.
     */
    public void open(WatchViolationsRequest request, AsyncContext async) throws IOException {
        SseStream stream =
                new SseStream(async, writer, streams::remove, onReady -> api.watchViolations(request, onReady));
        streams.add(stream);
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Tells nginx not to collect events.
        response.setHeader("X-Accel-Buffering", "no");
        async.setTimeout(0);
        stream.start();
    }

    /** How many streams are open. */
    public int size() {
        return streams.size();
    }

    /** Ends all streams first thing, so that the server does not wait for their clients. */
    @Override
    public void lifeCycleStopping(LifeCycle server) {
        writer.execute(() -> streams.forEach(SseStream::close));
        writer.shutdown();
    }
}
