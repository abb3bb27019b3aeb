package com.betrace.service.telemetry;

import io.dropwizard.lifecycle.Managed;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The OpenTelemetry SDK as the service uses it: instruments in, a page to read and a push out. */
final class Telemetry implements Managed {

    private static final int LAST_PUSH_SECONDS = 2;

    private static final InstrumentSelector SDK_INTERNALS =
            InstrumentSelector.builder().setName("otel.sdk.*").build();

    private final PrometheusMetricReader reader =
            PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
    private final SdkMeterProvider provider;

    Telemetry(String version, Optional<MetricReader> push) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.name", "betrace")
                        .put("service.version", version)
                        .build()));
        SdkMeterProviderBuilder builder = SdkMeterProvider.builder()
                .setResource(resource)
                .registerView(
                        SDK_INTERNALS,
                        View.builder().setAggregation(Aggregation.drop()).build())
                .registerView(
                        InstrumentSelector.builder()
                                .setName(PipelineInstruments.RULE_VIOLATIONS)
                                .build(),
                        View.builder()
                                .setCardinalityLimit(RuleInstruments.MAX_RULES + 1)
                                .build())
                .registerView(
                        InstrumentSelector.builder()
                                .setName(RuleInstruments.VERDICTS)
                                .build(),
                        View.builder()
                                .setCardinalityLimit(RuleInstruments.MAX_VERDICT_SERIES)
                                .build())
                .registerMetricReader(reader);
        push.ifPresent(builder::registerMetricReader);
        provider = builder.build();
    }

    Meter meter() {
        return provider.get("com.betrace");
    }

    MetricSnapshots collect() {
        return reader.collect();
    }

    @Override
    public void stop() {
        provider.shutdown().join(LAST_PUSH_SECONDS, TimeUnit.SECONDS);
    }
}
