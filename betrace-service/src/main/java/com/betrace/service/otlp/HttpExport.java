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
import org.eclipse.jetty.http.HttpException;

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
    private boolean answered;

    private HttpExport(AsyncContext async, ServletInputStream in, HttpBody body, HttpReply reply) {
        this.async = async;
        this.in = in;
        this.body = body;
        this.reply = reply;
    }

    /** Owns the body from now on, whatever happens. */
    static void start(HttpServletRequest request, HttpBody body, HttpReply reply) throws IOException {
        try {
            AsyncContext async = request.startAsync();
            async.setTimeout(0); // The server's own idle timeout and data rate end what does not come.
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new HttpExport(async, in, body, reply));
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            if (!answered) {
                body.readFrom(in);
            }
        } catch (RequestException e) {
            answer(() -> reply.fail(ErrorStatus.of(e)));
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        Message result;
        try {
            result = reply.export(body.whole());
        } catch (RuntimeException e) {
            answer(() -> reply.fail(ErrorStatus.of(e)));
            return;
        }
        answer(() -> reply.send(HttpServletResponse.SC_OK, result));
    }

    @Override
    public void onError(Throwable failure) {
        try {
            answer(() -> {
                if (isTooSlow(failure)) {
                    reply.send(TIMEOUT, ErrorStatus.of(Code.DEADLINE_EXCEEDED, "the body came too slowly"));
                } else {
                    reply.fail(unreadable());
                }
            });
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e); // Nobody is there any more to be told.
        }
    }

    private static Status unreadable() {
        return ErrorStatus.of(Code.INVALID_ARGUMENT, "the body could not be read to its end");
    }

    private static boolean isTooSlow(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof HttpException http && http.getCode() == TIMEOUT
                || failure.getCause() != null && isTooSlow(failure.getCause());
    }

    /** Once. The memory is given back before the answer has gone, which its reader may hold up. */
    private void answer(Answer answer) throws IOException {
        if (answered) {
            return;
        }
        answered = true;
        body.close();
        try {
            answer.send();
        } finally {
            async.complete();
        }
    }

    private interface Answer {
        void send() throws IOException;
    }
}
