package com.betrace.service.telemetry;

import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.LongSupplier;

/**
 * Makes instruments. Names are dotted and units are UCUM, as OpenTelemetry has them; the page shows both in Prometheus'
 * spelling.
 */
record Instruments(Meter meter) {

    /** A counter without label, on the page from the start with 0. */
    LongCounter counter(String name, String unit, String description) {
        LongCounter counter = labelled(name, unit, description);
        counter.add(0);
        return counter;
    }

    /** A counter whose series appear as they are added to. */
    LongCounter labelled(String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    /** A total that something else counts. */
    void total(String name, String unit, String description, LongSupplier total) {
        meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(measurement -> measurement.record(total.getAsLong()));
    }

    /** A level, asked for at each reading. */
    void gauge(String name, String unit, String description, LongSupplier level) {
        meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(measurement -> measurement.record(level.getAsLong()));
    }

    /** A level to record in a callback that serves several; see {@link Meter#batchCallback}. */
    ObservableLongMeasurement level(String name, String unit, String description) {
        return meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }

    /** The same for a time. */
    ObservableDoubleMeasurement seconds(String name, String description) {
        return meter.gaugeBuilder(name).setUnit("s").setDescription(description).buildObserver();
    }

    /** The same for a total that something else counts. */
    ObservableLongMeasurement sum(String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }
}
