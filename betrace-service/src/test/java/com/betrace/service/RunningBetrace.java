package com.betrace.service;

import com.betrace.service.cli.Endpoints;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole application as config.yml starts it, on free ports, with a data directory of its own and short times. */
public final class RunningBetrace implements BeforeAllCallback, AfterAllCallback {

    public static final Path ROOT = Path.of(System.getProperty("betrace.root"));

    private final List<ConfigOverride> overrides = new ArrayList<>(List.of(
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"),
            ConfigOverride.config("grpc.port", "0"),
            ConfigOverride.config("grpc.otlp.port", "0"),
            ConfigOverride.config("otlp.http.port", "0"),
            ConfigOverride.config("completion.rootGrace", "200ms"),
            ConfigOverride.config("completion.idle", "1s"),
            ConfigOverride.config("logging.level", "WARN")));

    private Path data = Path.of("");
    private DropwizardTestSupport<BetraceConfiguration> support;

    public RunningBetrace(ConfigOverride... more) {
        overrides.addAll(Arrays.asList(more));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        data = Files.createTempDirectory("betrace");
        start();
    }

    public void start() throws Exception {
        List<ConfigOverride> all = new ArrayList<>(overrides);
        all.add(ConfigOverride.config("database.dataDirectory", data.toString()));
        support = new DropwizardTestSupport<>(
                BetraceApplication.class,
                ROOT.resolve("config.yml").toString(),
                new SubstitutingSourceProvider(
                        new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
                all.toArray(new ConfigOverride[0]));
        support.before();
    }

    public void stop() {
        support.after();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(RunningBetrace::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public BetraceApplication application() {
        return support.getApplication();
    }

    public Environment environment() {
        return support.getEnvironment();
    }

    public Endpoints endpoints() {
        return application().endpoints();
    }

    public String http(String path) {
        return "http://localhost:" + endpoints().httpPort() + path;
    }

    /** A plaintext channel to a port of this machine; the caller shuts it down. */
    public static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }
}
