package com.betrace.service.health;

/**
 * How one component is doing.
 *
 * @param message what is wrong, or a short fact when nothing is
 */
public record ComponentState(Level level, String message) {

    /** From best to worst. */
    public enum Level {
        HEALTHY,
        /** It works, but people should look at it. */
        DEGRADED,
        UNHEALTHY
    }

    public static ComponentState healthy(String fact) {
        return new ComponentState(Level.HEALTHY, fact);
    }

    public static ComponentState degraded(String problem) {
        return new ComponentState(Level.DEGRADED, problem);
    }

    public static ComponentState unhealthy(String problem) {
        return new ComponentState(Level.UNHEALTHY, problem);
    }

    public boolean healthy() {
        return level == Level.HEALTHY;
    }
}
