package com.betrace.service.cli;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.setup.Bootstrap;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code check CONFIG}: reads a configuration file as a start would, and says in one line that it is fine. */
public final class ConfigCheckCommand<T extends Configuration> extends CheckCommand<T> {

    public ConfigCheckCommand(Application<T> application) {
        super(application);
    }

    @Override
    protected void run(Bootstrap<T> bootstrap, Namespace namespace, T configuration) {
        System.out.println(namespace.getString("file") + " is fine");
    }
}
