package com.betrace.service.grpc;

import com.betrace.service.health.HealthReport;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * grpc.health.v1 by what the service reports about itself: the services and the empty name serve while the service should
 * get traffic. Asks every second, because watchers are to hear of changes.
 */
final class HealthStates {

    private final HealthReport report;
    private final List<String> services;
    private final HealthStatusManager states = new HealthStatusManager();
    private @Nullable ScheduledFuture<?> refreshing;

    HealthStates(HealthReport report, List<String> services) {
        this.report = report;
        this.services = services;
    }

    BindableService service() {
        return states.getHealthService();
    }

    void start(ScheduledExecutorService scheduler) {
        refresh();
        refreshing = scheduler.scheduleAtFixedRate(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /** Nothing serves any more. */
    void stop() {
        if (refreshing != null) {
            refreshing.cancel(false);
        }
        states.enterTerminalState();
    }

    private void refresh() {
        ServingStatus state = report.ready().works() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        states.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, state);
        services.forEach(service -> states.setStatus(service, state));
    }
}
