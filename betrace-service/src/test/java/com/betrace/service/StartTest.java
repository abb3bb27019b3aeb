package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who starts the service with a file that has a mistake. */
class StartTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"server", "check"})
    void unknownKey_stopsWithASuggestion(String command) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.yml"), "telemetry:\n  otlp:\n    endpont: x\n");
        Optional<Throwable> problem = run(command, file);
        assertThat(problem).isPresent();
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("mine.yml has an error:", "Unrecognized field at: telemetry.otlp.endpont", "- endpoint")
                .doesNotContain("\tat ");
    }

    @Test
    void shippedFile_passesTheCheck() throws Exception {
        assertThat(run("check", Path.of(System.getProperty("betrace.root"), "config.yml")))
                .isEmpty();
    }

    private Optional<Throwable> run(String command, Path file) throws Exception {
        BetraceApplication application = new BetraceApplication();
        Bootstrap<BetraceConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        Cli cli = new Cli(new JarLocation(BetraceApplication.class), bootstrap, new ByteArrayOutputStream(), errors);
        return cli.run(command, file.toString());
    }
}
