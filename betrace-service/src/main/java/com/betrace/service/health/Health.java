package com.betrace.service.health;

import com.betrace.service.health.ComponentState.Level;
import java.util.Comparator;
import java.util.List;

/**
 * An answer of {@link HealthReport}.
 *
 * @param components sorted by name
 */
public record Health(List<ComponentHealth> components) {

    public Health {
        components = List.copyOf(components);
    }

    /** The worst of all components. */
    public Level level() {
        return components.stream()
                .map(component -> component.state().level())
                .max(Comparator.naturalOrder())
                .orElse(Level.HEALTHY);
    }

    /** Whether every component works, be it that people should look at one. */
    public boolean works() {
        return level() != Level.UNHEALTHY;
    }
}
