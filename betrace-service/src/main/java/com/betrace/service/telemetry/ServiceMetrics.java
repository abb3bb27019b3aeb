package com.betrace.service.telemetry;

import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.DropReason;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.PipelineMetrics;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.journal.JournalMetrics;
import com.betrace.service.rulesdirectory.RulesDirectoryMetrics;
import com.betrace.service.storage.RetentionMetrics;
import com.betrace.service.storage.WriterMetrics;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Every measurement of the service: ports for the parts that count, and hooks to watch those that have levels. */
public final class ServiceMetrics {

    private final Instruments instruments;
    private final IntakeMetrics intake;
    private final PipelineMetrics pipeline;
    private final WriterMetrics writer;
    private final RulesDirectoryMetrics rulesDirectory;
    private final JournalMetrics journal;
    private final RetentionMetrics retention;

    ServiceMetrics(Meter meter) {
        instruments = new Instruments(meter);
        LabelledCounter<DropReason> dropped = new LabelledCounter<>(
                instruments.labelled("betrace.spans.dropped", "{span}", "Spans that did not become part of a trace."),
                "reason",
                DropReason.values());
        intake = new IntakeInstruments(instruments, dropped);
        pipeline = new PipelineInstruments(instruments, dropped);
        writer = new WriterInstruments(instruments, () -> pipeline.violationsLost(1));
        rulesDirectory = new RulesDirectoryInstruments(instruments);
        journal = new JournalInstruments(instruments);
        retention = new RetentionInstruments(instruments);
        instruments.counter("betrace.compliance.spans.emitted", "{span}", "Compliance spans sent; none are yet.");
    }

    public IntakeMetrics intake() {
        return intake;
    }

    public PipelineMetrics pipeline() {
        return pipeline;
    }

    public WriterMetrics writer() {
        return writer;
    }

    public RulesDirectoryMetrics rulesDirectory() {
        return rulesDirectory;
    }

    public JournalMetrics journal() {
        return journal;
    }

    public RetentionMetrics retention() {
        return retention;
    }

    /** Shows what the journal takes. */
    public void watchJournal(Supplier<JournalState> state) {
        instruments.gauge(
                "betrace.journal.size",
                "By",
                "What the journal takes on the disk.",
                () -> state.get().bytes());
        instruments.gauge(
                "betrace.journal.limit",
                "By",
                "What the journal may take.",
                () -> state.get().limitBytes());
        instruments.gauge(
                "betrace.journal.entries",
                "{request}",
                "Requests in the journal with spans that are still needed.",
                () -> state.get().entries());
    }

    /** Shows the engine's levels, all from one snapshot a reading. */
    public void watchPipeline(Supplier<PipelineSnapshot> pipeline) {
        PipelineLevels.watch(instruments, pipeline);
    }

    /** Shows the memory for spans. */
    public void watchMemory(MemoryBudget memory) {
        instruments.gauge("betrace.memory.used", "By", "Estimated memory of spans in flight.", memory::used);
        instruments.gauge("betrace.memory.soft", "By", "From here on nothing more is taken in.", memory::soft);
        instruments.gauge("betrace.memory.hard", "By", "Beyond it open traces are closed.", memory::hard);
    }

    /** Shows how each rule fares. */
    public void watchRules(Supplier<Map<String, RuleState>> rules) {
        RuleInstruments.watch(instruments.meter(), rules);
    }

    /** Shows those who watch violations live. */
    public void watchLive(LongSupplier subscribers, LongSupplier missed) {
        instruments.gauge("betrace.live.subscribers", "{subscriber}", "Open live subscriptions.", subscribers);
        instruments.total(
                "betrace.live.events.missed", "{event}", "Events that subscribers lost by reading too slowly.", missed);
    }

    /** Shows the violations that wait to be stored. */
    public void watchWriter(LongSupplier queued) {
        instruments.gauge("betrace.violations.queued", "{violation}", "Violations that wait to be stored.", queued);
    }
}
