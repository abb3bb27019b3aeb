package com.betrace.service.cli;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Environment;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** {@code server CONFIG}: starts the service. Unlike Dropwizard's own, it says in words why a start failed. */
public class StartCommand<T extends Configuration> extends ServerCommand<T> {

    public StartCommand(Application<T> application) {
        this(application, "server", "Starts the service");
    }

    protected StartCommand(Application<T> application, String name, String description) {
        super(application, name, description);
    }

    @Override
    protected void run(Environment environment, Namespace namespace, T configuration) throws Exception {
        Server server = configuration.getServerFactory().build(environment);
        cleanupAsynchronously();
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle event) {
                cleanup();
            }
        });
        SecondSignal.endsTheProcess();
        try {
            server.start();
        } catch (Exception e) {
            stop(server, e);
            throw e;
        }
    }

    private void stop(Server server, Exception failure) {
        try {
            server.stop();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
        cleanup();
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println(StartFailure.describe(e));
    }
}
