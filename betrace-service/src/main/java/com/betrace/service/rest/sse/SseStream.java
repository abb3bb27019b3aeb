package com.betrace.service.rest.sse;

import com.betrace.service.api.WatchApi;
import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.Subscription;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream: writes what its subscription has, as long as the server can take it. All state belongs to the writer
 * thread; other threads only ask it to go on.
 */
final class SseStream implements WriteListener {

    private enum State {
        NEW,
        OPEN,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(SseStream.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Subscription subscription;
    private final Executor writer;
    private final Consumer<SseStream> onClose;

    private State state = State.NEW;
    private boolean quiet;
    /** At first it shows the client, and what stands between, that the stream is open. */
    private boolean heartbeatDue;

    private boolean unflushed;

    /** @param subscribe given what to call when there are events, returns the subscription to read them from */
    SseStream(
            AsyncContext async,
            Executor writer,
            Consumer<SseStream> onClose,
            Function<Consumer<Subscription>, Subscription> subscribe)
            throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.writer = writer;
        this.onClose = onClose;
        // May be called before it returns; nothing is read until the server has opened the stream.
        this.subscription = subscribe.apply(ready -> writer.execute(this::pump));
    }

    /** Makes the server open the stream; events that came before are written then. */
    void start() {
        out.setWriteListener(this);
    }

    /** The server's thread: the response is open, or can take more again. */
    @Override
    public void onWritePossible() {
        writer.execute(this::writable);
    }

    /** The server's thread: the client went away or did not read for too long. Neither is worth more than a debug line. */
    @Override
    public void onError(Throwable cause) {
        LOG.debug("A stream of violations broke", cause);
        writer.execute(this::close);
    }

    /** Twice in the interval of heartbeats: one is due where nothing was written since the last time. */
    void tick() {
        heartbeatDue = quiet;
        quiet = true;
        pump();
    }

    /** Writer thread: ends the stream. Idempotent. */
    void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        subscription.close();
        onClose.accept(this);
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The stream had ended before", e);
        }
    }

    private void writable() {
        if (state == State.NEW) {
            state = State.OPEN;
            heartbeatDue = true;
        }
        pump();
    }

    private void pump() {
        try {
            while (state == State.OPEN && out.isReady()) {
                byte[] next = next();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                    quiet = false;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    private byte @Nullable [] next() {
        LiveEvent event = subscription.poll();
        if (event != null) {
            return SseText.of(WatchApi.toMessage(event));
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            return SseText.of(WatchApi.heartbeat(Instant.now()));
        }
        return null;
    }
}
