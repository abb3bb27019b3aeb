package com.betrace.benchmarks.faults.load;

/** A client's connection to one door of a service; for one thread. */
public interface Door extends AutoCloseable {

    /** Sends an encoded export request once and waits for the answer. */
    Answer send(byte[] body) throws InterruptedException;

    @Override
    void close();
}
