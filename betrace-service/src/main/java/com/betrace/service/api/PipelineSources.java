package com.betrace.service.api;

import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.IntakeAccount;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the accounts of the pipeline are read, each at the moment it is asked for.
 *
 * @param retracted violations retracted since the start
 */
public record PipelineSources(
        Supplier<IntakeAccount> intake,
        Supplier<PipelineSnapshot> pipeline,
        MemoryBudget memory,
        Supplier<JournalState> journal,
        LongSupplier retracted) {}
