package com.betrace.service.otlp;

import com.betrace.model.RequestException;
import com.betrace.service.api.ErrorStatus;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * One export whose body is read as it comes, without a thread that waits for it: however many senders trickle, the others
 * are served. The server calls it by one thread at a time.
 */
final class HttpExport implements ReadListener {

    private static final int TIMEOUT = 408;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final HttpBody body;
    private final HttpReply reply;
    private final DiscardedBody rest;
    private boolean answered;

    private HttpExport(AsyncContext async, ServletInputStream in, HttpBody body, HttpReply reply, DiscardedBody rest) {
        this.async = async;
        this.in = in;
        this.body = body;
        this.reply = reply;
        this.rest = rest;
    }

    /** Owns the body from now on, whatever happens. */
    static void start(HttpServletRequest request, HttpBody body, HttpReply reply, HttpLimits limits)
            throws IOException {
        try {
            AsyncContext async = request.startAsync();
            async.setTimeout(0); // The server's idle timeout ends what is silent, and the pace what trickles.
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new HttpExport(async, in, body, reply, new DiscardedBody(async, in, limits)));
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (answered) {
            rest.onDataAvailable();
            return;
        }
        try {
            body.readFrom(in);
        } catch (RequestException e) {
            refuse(() -> reply.fail(ErrorStatus.of(e)));
            return;
        }
        if (body.isTooSlow(in)) {
            end(this::tooSlow);
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (answered) {
            rest.onAllDataRead();
            return;
        }
        Message result;
        try {
            result = reply.export(body.whole());
        } catch (RuntimeException e) {
            end(() -> reply.fail(ErrorStatus.of(e)));
            return;
        }
        end(() -> reply.send(HttpServletResponse.SC_OK, result));
    }

    @Override
    public void onError(Throwable failure) {
        if (answered) {
            rest.onError(failure);
            return;
        }
        try {
            end(isTooSlow(failure) ? this::tooSlow : () -> reply.fail(unreadable()));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e); // Nobody is there any more to be told.
        }
    }

    private void tooSlow() throws IOException {
        reply.send(TIMEOUT, ErrorStatus.of(Code.DEADLINE_EXCEEDED, "the body came too slowly"));
    }

    private static Status unreadable() {
        return ErrorStatus.of(Code.INVALID_ARGUMENT, "the body could not be read to its end");
    }

    private static boolean isTooSlow(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() != null && isTooSlow(failure.getCause());
    }

    /** Answers, and takes leave of what may still come of the body. */
    private void refuse(Answer answer) throws IOException {
        answer(answer);
        if (in.isFinished()) {
            async.complete();
        } else {
            rest.onDataAvailable();
        }
    }

    /** Answers, and nothing of the body comes any more or matters. */
    private void end(Answer answer) throws IOException {
        try {
            answer(answer);
        } finally {
            async.complete();
        }
    }

    /** Once. The memory is given back before the answer has gone, which its reader may hold up. */
    private void answer(Answer answer) throws IOException {
        answered = true;
        body.close();
        answer.send();
    }

    private interface Answer {
        void send() throws IOException;
    }
}
