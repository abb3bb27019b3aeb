package com.betrace.service.otlp;

import com.betrace.service.intake.Pace;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * What still comes of a body that is answered already: read and forgotten. A connection that is closed with bytes unread is
 * reset, and its sender may lose the answer. Bounded, and without a thread that waits.
 */
final class DiscardedBody implements ReadListener {

    private static final int CHUNK = 1 << 13;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final Pace pace;
    private long left;

    DiscardedBody(AsyncContext async, ServletInputStream in, HttpLimits limits) {
        this.async = async;
        this.in = in;
        this.pace = new Pace(limits.patience());
        this.left = 2L * limits.wireBytes();
    }

    /** Ends a request that was answered before anything was read. */
    static void of(HttpServletRequest request, HttpLimits limits) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new DiscardedBody(async, in, limits));
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (in.isReady()) {
            int read = in.read(chunk);
            left -= read;
            if (read < 0) {
                return; // The server says so by onAllDataRead.
            }
            if (left < 0) {
                break;
            }
        }
        if (left < 0 || pace.isTooSlow(0)) {
            async.complete();
        }
    }

    @Override
    public void onAllDataRead() {
        async.complete();
    }

    @Override
    public void onError(Throwable failure) {
        async.complete();
    }
}
