package com.betrace.service;

import com.betrace.service.storage.DatabaseFactory;
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
    private DatabaseFactory database = new DatabaseFactory();

    @Valid
    @NotNull
    @JsonProperty
    private TelemetryFactory telemetry = new TelemetryFactory();

    DatabaseFactory database() {
        return database;
    }

    TelemetryFactory telemetry() {
        return telemetry;
    }
}
