package com.betrace.service.api;

import com.betrace.service.health.ComponentState.Level;
import com.betrace.service.health.Health;
import com.betrace.service.health.HealthReport;
import com.betrace.v1.ComponentHealth;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.HealthCheckResponse.Status;

/** The HealthService. */
public final class HealthApi {

    private final HealthReport report;

    public HealthApi(HealthReport report) {
        this.report = report;
    }

    public HealthCheckResponse check(HealthCheckRequest request) {
        return toMessage(report.check());
    }

    /** HEALTHY where the service should get traffic. */
    public HealthCheckResponse ready(HealthCheckRequest request) {
        return toMessage(report.ready());
    }

    private HealthCheckResponse toMessage(Health health) {
        HealthCheckResponse.Builder response = HealthCheckResponse.newBuilder()
                .setStatus(status(health.level()))
                .setVersion(report.version())
                .setUptimeSeconds(report.uptime().toSeconds())
                .putAllMetadata(report.metadata());
        health.components()
                .forEach(component -> response.addComponents(ComponentHealth.newBuilder()
                        .setName(component.name())
                        .setStatus(status(component.state().level()))
                        .setMessage(component.state().message())));
        return response.build();
    }

    private static Status status(Level level) {
        return Status.valueOf(level.name());
    }
}
