package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.target.Metrics;
import com.betrace.benchmarks.faults.target.ProcessMemory;
import com.betrace.benchmarks.faults.target.ServiceApi;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import java.io.IOException;

/**
 * What a service takes at one moment.
 *
 * @param residentMib memory of its process
 * @param usedMib what its spans take, by its own account
 * @param journalMib the journal on disk
 */
record SoakSample(long residentMib, long usedMib, long journalMib, long files, long threads) {

    private static final long MIB = 1 << 20;

    static SoakSample of(ServiceProcess service, ServiceApi api) throws IOException, InterruptedException {
        Metrics metrics = api.metrics();
        ProcessHandles handles = ProcessHandles.of(service.pid());
        return new SoakSample(
                ProcessMemory.of(service.pid()).resident() / MIB,
                metrics.sum("betrace_memory_used_bytes") / MIB,
                metrics.sum("betrace_journal_size_bytes") / MIB,
                handles.files(),
                handles.threads());
    }
}
