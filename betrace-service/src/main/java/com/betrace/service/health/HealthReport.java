package com.betrace.service.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of all components, asked for anew with every call. Each is a health check of the admin port too.
 *
 * <p>A supplier must answer at once and from memory: a component that can hang keeps its state itself.
 */
public final class HealthReport {

    private static final Logger log = LoggerFactory.getLogger(HealthReport.class);

    private final Map<String, Component> components = new ConcurrentSkipListMap<>();
    private final String version;
    private final HealthCheckRegistry checks;

    public HealthReport(String version, HealthCheckRegistry checks) {
        this.version = version;
        this.checks = checks;
    }

    /** Adds a component without which the service should get no traffic. */
    public void addRequired(String name, Supplier<ComponentState> state) {
        add(name, new Component(true, state));
    }

    /** Adds a component whose failure people should see but which does not keep traffic away. */
    public void addInformative(String name, Supplier<ComponentState> state) {
        add(name, new Component(false, state));
    }

    /** Every component. */
    public Health check() {
        return states(component -> true);
    }

    /** The components that decide whether the service should get traffic. */
    public Health ready() {
        return states(Component::required);
    }

    public String version() {
        return version;
    }

    /** Time since the process started. */
    public Duration uptime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /** Facts about the process, the same during its whole life, sorted by name. */
    public Map<String, String> metadata() {
        return new TreeMap<>(Map.of(
                "java_version", System.getProperty("java.version", "unknown"),
                "os", System.getProperty("os.name", "unknown"),
                "pid", Long.toString(ProcessHandle.current().pid())));
    }

    private void add(String name, Component component) {
        if (components.putIfAbsent(name, component) != null) {
            throw new IllegalArgumentException("a health component named '" + name + "' is already registered");
        }
        checks.register(name, new HealthCheck() {
            @Override
            protected Result check() {
                ComponentState state = component.stateNow();
                return (state.level() == ComponentState.Level.UNHEALTHY
                                ? Result.builder().unhealthy()
                                : Result.builder().healthy())
                        .withMessage(state.message())
                        .build();
            }
        });
    }

    private Health states(Predicate<Component> which) {
        return new Health(components.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry ->
                        new ComponentHealth(entry.getKey(), entry.getValue().stateNow()))
                .toList());
    }

    private record Component(boolean required, Supplier<ComponentState> state) {

        ComponentState stateNow() {
            try {
                return state.get();
            } catch (RuntimeException e) {
                log.warn("A health component cannot tell its state", e);
                return ComponentState.unhealthy("cannot tell its state: " + e);
            }
        }
    }
}
