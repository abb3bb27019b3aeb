package com.betrace.service.grpc;

import com.betrace.service.health.ComponentState;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC door of an application: started and stopped with it.
 *
 * @param <C> the application's configuration
 */
public final class GrpcBundle<C> implements ConfiguredBundle<C>, Managed {

    private final Function<C, GrpcFactory> block;
    private @Nullable GrpcFactory settings;
    private @Nullable LifecycleEnvironment lifecycle;
    private @Nullable GrpcDoor door;

    /** @param block finds the {@code grpc} block of the configuration */
    public GrpcBundle(Function<C, GrpcFactory> block) {
        this.block = block;
    }

    @Override
    public void run(C configuration, Environment environment) {
        settings = block.apply(configuration);
        lifecycle = environment.lifecycle();
    }

    /**
     * Serves from the start of the application on. Called once, when everything these services need is managed already: the
     * door opens last and closes first.
     */
    public void serve(GrpcServices services) {
        if (settings == null || lifecycle == null) {
            throw new IllegalStateException("the bundle was not added to the application's bootstrap");
        }
        door = settings.build(services);
        lifecycle.manage(this);
    }

    @Override
    public void start() throws Exception {
        door().start();
    }

    @Override
    public void stop() throws Exception {
        door().stop();
    }

    /** Whether it takes calls. */
    public ComponentState state() {
        return door().state();
    }

    /** The port it listens on, known once it is started. */
    public int port() {
        return door().port();
    }

    /** The port of OTLP alone, known once it is started; empty where that is off. */
    public OptionalInt otlpPort() {
        return door().otlpPort();
    }

    private GrpcDoor door() {
        if (door == null) {
            throw new IllegalStateException("serve() was not called");
        }
        return door;
    }
}
