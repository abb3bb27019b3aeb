package com.betrace.service;

import com.betrace.service.configuration.StrictConfigurationFactory;
import com.betrace.service.health.BuildVersion;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** The composition root: builds every part and puts them together. */
public final class BetraceApplication extends Application<BetraceConfiguration> {

    public static void main(String... arguments) throws Exception {
        new BetraceApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "betrace";
    }

    @Override
    public void initialize(Bootstrap<BetraceConfiguration> bootstrap) {
        bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(BetraceConfiguration configuration, Environment environment) {
        configuration.telemetry().build(environment, BuildVersion.read());
    }
}
