package com.betrace.service.intake;

import com.betrace.model.Span;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.Offer;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.function.Function;

/** The {@code intake} block: the {@link SpanLimits}. */
public final class IntakeFactory {

    @Min(1)
    @Max(1_000_000)
    @JsonProperty
    private int spansPerRequest = SpanLimits.DEFAULTS.spansPerRequest();

    @Min(1)
    @Max(10_000)
    @JsonProperty
    private int attributes = SpanLimits.DEFAULTS.attributes();

    @Min(1)
    @Max(15)
    @JsonProperty
    private int valueDepth = SpanLimits.DEFAULTS.valueDepth();

    @Min(16)
    @Max(1 << 20)
    @JsonProperty
    private int valueLength = SpanLimits.DEFAULTS.valueLength();

    @Min(16)
    @Max(1 << 16)
    @JsonProperty
    private int nameLength = SpanLimits.DEFAULTS.nameLength();

    @Min(0)
    @Max(10_000)
    @JsonProperty
    private int events = SpanLimits.DEFAULTS.events();

    @Min(0)
    @Max(10_000)
    @JsonProperty
    private int links = SpanLimits.DEFAULTS.links();

    /**
     * @param memory what requests in reading share with the engine
     * @param engine see {@link SpanIntake}
     */
    public SpanIntake build(IntakeMetrics metrics, MemoryBudget memory, Function<List<Span>, Offer> engine) {
        SpanLimits limits =
                new SpanLimits(spansPerRequest, attributes, valueDepth, valueLength, nameLength, events, links);
        return new SpanIntake(limits, metrics, new Admission(memory, metrics), engine);
    }
}
