package com.betrace.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/** A configuration file and the environment it is read in, read as the service reads it. */
record ConfigurationFile(String name, String text, Map<String, String> environment) {

    static ConfigurationFile shipped() throws IOException {
        return of(Path.of(System.getProperty("betrace.root"), "config.yml"));
    }

    static ConfigurationFile of(Path file) throws IOException {
        return new ConfigurationFile(file.getFileName().toString(), Files.readString(file), Map.of());
    }

    ConfigurationFile with(String variable, String value) {
        return new ConfigurationFile(name, text, Map.of(variable, value));
    }

    BetraceConfiguration read() throws IOException, ConfigurationException {
        Bootstrap<BetraceConfiguration> bootstrap = bootstrap();
        return bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        BetraceConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(
                        new SubstitutingSourceProvider(
                                path -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                                new StringSubstitutor(environment)),
                        name);
    }

    /** What was read, key by key, as the service would write it. */
    Map<String, String> values() throws IOException, ConfigurationException {
        return values(read());
    }

    static Map<String, String> values(BetraceConfiguration configuration) {
        JsonNode tree = bootstrap().getObjectMapper().valueToTree(configuration);
        return ConfigurationKeys.of(tree);
    }

    private static Bootstrap<BetraceConfiguration> bootstrap() {
        BetraceApplication application = new BetraceApplication();
        Bootstrap<BetraceConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        return bootstrap;
    }
}
