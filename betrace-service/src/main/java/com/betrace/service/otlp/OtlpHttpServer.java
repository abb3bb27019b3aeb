package com.betrace.service.otlp;

import com.betrace.service.api.ErrorStatus;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** OTLP/HTTP on its own port, where nothing else is. */
public final class OtlpHttpServer implements Managed {

    /** Kept-alive connections without a request do not hold up a stop for longer. */
    private static final long IDLE_MILLIS_AT_STOP = 200;

    private final Server server;
    private final ServerConnector connector;

    OtlpHttpServer(InetSocketAddress address, int maxThreads, Duration shutdownGrace, OtlpHttpServlet servlet) {
        QueuedThreadPool threads = new QueuedThreadPool(maxThreads);
        threads.setName("otlp-http");
        server = new Server(threads);
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setShutdownIdleTimeout(IDLE_MILLIS_AT_STOP);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(context(servlet)));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(shutdownGrace.toMilliseconds());
    }

    @Override
    public void start() throws Exception {
        server.start();
    }

    /** Finishes running requests, within the shutdown grace. */
    @Override
    public void stop() throws Exception {
        server.stop();
    }

    /** The port it listens on, known once it is started. */
    public int port() {
        return connector.getLocalPort();
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return http;
    }

    private static Handler context(OtlpHttpServlet servlet) {
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, OtlpHttpServlet.PATH);
        context.setErrorHandler(new JsonErrors());
        return context;
    }

    /** Answers what no servlet does, such as other paths, as the API does: with a google.rpc.Status. */
    private static final class JsonErrors extends ErrorHandler {

        private static final int SERVER_ERROR = 500;

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int httpStatus = response.getStatus();
            response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, HttpEncoding.JSON.mediaType()));
            Status status = status(httpStatus);
            ErrorStatus.retryAfterSeconds(status)
                    .ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(seconds)));
            byte[] body = HttpEncoding.JSON.encode(status);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }

        private static Status status(int httpStatus) {
            return switch (httpStatus) {
                case 404 -> ErrorStatus.of(Code.NOT_FOUND, "nothing is here, expected POST " + OtlpHttpServlet.PATH);
                case 408 -> ErrorStatus.of(Code.DEADLINE_EXCEEDED, "the request came too slowly");
                case 413, 414, 431 ->
                    ErrorStatus.of(Code.RESOURCE_EXHAUSTED, "the request, its URI or its headers are too large");
                case 503 -> ErrorStatus.of(Code.UNAVAILABLE, "the service does not take requests now, try again");
                default ->
                    httpStatus < SERVER_ERROR
                            ? ErrorStatus.of(Code.INVALID_ARGUMENT, "the request is not HTTP as expected")
                            : ErrorStatus.of(Code.INTERNAL, "the service failed");
            };
        }
    }
}
