package com.betrace.service;

import com.betrace.service.telemetry.TelemetryFactory;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** config.yml: one field per block. */
public final class BetraceConfiguration extends Configuration {

    @Valid
    @NotNull
    @JsonProperty
    private TelemetryFactory telemetry = new TelemetryFactory();

    TelemetryFactory telemetry() {
        return telemetry;
    }
}
