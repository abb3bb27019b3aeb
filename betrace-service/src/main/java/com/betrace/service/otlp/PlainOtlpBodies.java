package com.betrace.service.otlp;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Keeps the application server from inflating OTLP bodies before the servlet sees them: it has no cap, and it hides what
 * the sender did wrong. Listens to the server, whose handlers may change only before they start.
 */
final class PlainOtlpBodies implements LifeCycle.Listener {

    @Override
    public void lifeCycleStarting(LifeCycle event) {
        if (event instanceof Server server) {
            server.getDescendants(GzipHandler.class)
                    .forEach(handler -> handler.addExcludedInflationPaths(OtlpHttpServlet.PATH));
        }
    }
}
