package com.betrace.benchmarks.faults;

import com.betrace.benchmarks.faults.target.ServiceProcess;
import com.betrace.v1.Pipeline;
import com.google.protobuf.util.Durations;
import java.io.IOException;

/** Looks again and again at what a service takes, by its own account and by that of the system, and how far it is behind. */
final class ServiceWatch {

    private static final long MIB = 1 << 20;

    /** What a JVM takes beside its heap: code, classes, threads, buffers of sockets. */
    private static final long BESIDE_THE_HEAP = 400 * MIB;

    private final Rig rig;
    private final ServiceProcess service;
    private final long heapMib;
    private final long startedWith;
    private long used;
    private long hard;
    private long lagMillis;

    ServiceWatch(Rig rig, ServiceProcess service, long heapMib) throws IOException {
        this.rig = rig;
        this.service = service;
        this.heapMib = heapMib;
        this.startedWith = service.memory().resident();
    }

    void look() throws IOException, InterruptedException {
        Pipeline pipeline = rig.api().pipeline();
        used = Math.max(used, pipeline.getMemory().getUsedBytes());
        hard = pipeline.getMemory().getHardBytes();
        lagMillis = Math.max(lagMillis, Durations.toMillis(pipeline.getLag()));
    }

    /** How long spans waited for their lane, where that was seen to be longest. */
    long lagMillis() {
        return lagMillis;
    }

    /** The budget was kept, and the process stayed within the heap and what a JVM takes beside it. */
    void requireBounds(Protocol protocol) throws IOException {
        long peak = service.memory().peak();
        protocol.note("memory", used / MIB + " of " + hard / MIB + " MiB");
        protocol.note("resident", startedWith / MIB + " to " + peak / MIB + " MiB");
        protocol.require(used <= hard, "it took " + used + " bytes, the hard mark is " + hard);
        protocol.require(
                peak <= heapMib * MIB + BESIDE_THE_HEAP,
                "the process took " + peak / MIB + " MiB with a heap of " + heapMib + " MiB");
    }
}
