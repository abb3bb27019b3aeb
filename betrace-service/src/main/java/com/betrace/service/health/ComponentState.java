package com.betrace.service.health;

/**
 * How one component is doing.
 *
 * @param message what is wrong, or a short fact when nothing is
 */
public record ComponentState(boolean healthy, String message) {

    public static ComponentState healthy(String fact) {
        return new ComponentState(true, fact);
    }

    public static ComponentState unhealthy(String problem) {
        return new ComponentState(false, problem);
    }
}
