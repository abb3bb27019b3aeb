package com.betrace.service;

import com.betrace.service.grpc.GrpcFactory;
import com.betrace.service.intake.IntakeFactory;
import com.betrace.service.journal.JournalFactory;
import com.betrace.service.judging.CompletionFactory;
import com.betrace.service.judging.PipelineFactory;
import com.betrace.service.otlp.OtlpFactory;
import com.betrace.service.rest.CorsFactory;
import com.betrace.service.rest.RestFactory;
import com.betrace.service.rulesdirectory.RulesFactory;
import com.betrace.service.storage.DatabaseFactory;
import com.betrace.service.storage.RetentionFactory;
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
    private GrpcFactory grpc = new GrpcFactory();

    @Valid
    @NotNull
    @JsonProperty
    private OtlpFactory otlp = new OtlpFactory();

    @Valid
    @NotNull
    @JsonProperty
    private RestFactory rest = new RestFactory();

    @Valid
    @NotNull
    @JsonProperty
    private CorsFactory cors = new CorsFactory();

    @Valid
    @NotNull
    @JsonProperty
    private IntakeFactory intake = new IntakeFactory();

    @Valid
    @NotNull
    @JsonProperty
    private RulesFactory rules = new RulesFactory();

    @Valid
    @NotNull
    @JsonProperty
    private CompletionFactory completion = new CompletionFactory();

    @Valid
    @NotNull
    @JsonProperty
    private PipelineFactory pipeline = new PipelineFactory();

    @Valid
    @NotNull
    @JsonProperty
    private DatabaseFactory database = new DatabaseFactory();

    @Valid
    @NotNull
    @JsonProperty
    private RetentionFactory retention = new RetentionFactory();

    @Valid
    @NotNull
    @JsonProperty
    private JournalFactory journal = new JournalFactory();

    @Valid
    @NotNull
    @JsonProperty
    private TelemetryFactory telemetry = new TelemetryFactory();

    GrpcFactory grpc() {
        return grpc;
    }

    OtlpFactory otlp() {
        return otlp;
    }

    RestFactory rest() {
        return rest;
    }

    CorsFactory cors() {
        return cors;
    }

    IntakeFactory intake() {
        return intake;
    }

    RulesFactory rules() {
        return rules;
    }

    CompletionFactory completion() {
        return completion;
    }

    PipelineFactory pipeline() {
        return pipeline;
    }

    DatabaseFactory database() {
        return database;
    }

    RetentionFactory retention() {
        return retention;
    }

    JournalFactory journal() {
        return journal;
    }

    TelemetryFactory telemetry() {
        return telemetry;
    }
}
