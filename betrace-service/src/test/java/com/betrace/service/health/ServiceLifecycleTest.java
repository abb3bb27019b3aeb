package com.betrace.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.junit.jupiter.api.Test;

class ServiceLifecycleTest {

    private final ServiceLifecycle lifecycle = new ServiceLifecycle();
    private final ContainerLifeCycle server = new ContainerLifeCycle();
    private final List<String> seenByParts = new ArrayList<>();

    ServiceLifecycleTest() {
        server.addEventListener(lifecycle);
    }

    @Test
    void state_aroundTheServersLife_isHealthyOnlyWhileEverythingRuns() throws Exception {
        server.addBean(new AbstractLifeCycle() {
            @Override
            protected void doStart() {
                seenByParts.add(lifecycle.state().message());
            }

            @Override
            protected void doStop() {
                seenByParts.add(lifecycle.state().message());
            }
        });
        assertThat(lifecycle.state()).isEqualTo(ComponentState.unhealthy("starting"));
        server.start();
        assertThat(lifecycle.state()).isEqualTo(ComponentState.healthy("running"));
        server.stop();
        assertThat(lifecycle.state()).isEqualTo(ComponentState.unhealthy("stopping"));
        assertThat(seenByParts).containsExactly("starting", "stopping");
    }

    @Test
    void state_startFails_saysWhy() {
        server.addBean(new AbstractLifeCycle() {
            @Override
            protected void doStart() {
                throw new IllegalStateException("port 12011 is taken");
            }
        });
        assertThat(catchException(server::start)).isNotNull();
        assertThat(lifecycle.state().healthy()).isFalse();
        assertThat(lifecycle.state().message()).contains("port 12011 is taken");
    }
}
