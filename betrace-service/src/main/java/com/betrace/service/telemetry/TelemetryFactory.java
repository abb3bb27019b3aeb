package com.betrace.service.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The {@code telemetry} block. */
public final class TelemetryFactory {

    @Valid
    @NotNull
    @JsonProperty
    private OtlpPushFactory otlp = new OtlpPushFactory();

    /** Starts measuring, serves {@code /metrics} on the application port and ends with the service. */
    public ServiceMetrics build(Environment environment, String version) {
        Telemetry telemetry = new Telemetry(version, otlp.build());
        environment.lifecycle().manage(telemetry);
        environment
                .servlets()
                .addServlet("metrics", new MetricsServlet(new MetricsPage(telemetry::collect, environment.metrics())))
                .addMapping("/metrics");
        return new ServiceMetrics(telemetry.meter());
    }
}
