package com.betrace.service.health;

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

    /** True when each of the components is healthy. */
    public boolean healthy() {
        return components.stream().allMatch(component -> component.state().healthy());
    }
}
