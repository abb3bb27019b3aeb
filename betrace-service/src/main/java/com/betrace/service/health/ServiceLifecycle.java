package com.betrace.service.health;

import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Where the service is between its start and its end. Listens to the server, which starts after everything it manages and
 * stops before it: so traffic is turned away before anything is taken down.
 */
public final class ServiceLifecycle implements LifeCycle.Listener {

    private volatile ComponentState state = ComponentState.unhealthy("starting");

    public static ServiceLifecycle of(LifecycleEnvironment service) {
        ServiceLifecycle lifecycle = new ServiceLifecycle();
        service.addEventListener(lifecycle);
        return lifecycle;
    }

    public ComponentState state() {
        return state;
    }

    @Override
    public void lifeCycleStarted(LifeCycle server) {
        state = ComponentState.healthy("running");
    }

    @Override
    public void lifeCycleStopping(LifeCycle server) {
        state = ComponentState.unhealthy("stopping");
    }

    @Override
    public void lifeCycleFailure(LifeCycle server, Throwable cause) {
        state = ComponentState.unhealthy("did not start: " + cause);
    }
}
