package com.betrace.benchmarks.throughput;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param rules of the workload
 * @param journal mode
 * @param threads that send
 * @param spansPerSecond of all of them; 0 for as fast as they are answered
 */
record Load(
        Transport transport,
        int rules,
        String journal,
        int threads,
        double spansPerSecond,
        Duration warmUp,
        Duration measured) {

    Load withRules(int count) {
        return new Load(transport, count, journal, threads, spansPerSecond, warmUp, measured);
    }

    Load with(Transport other) {
        return new Load(other, rules, journal, threads, spansPerSecond, warmUp, measured);
    }

    Load withJournal(String mode) {
        return new Load(transport, rules, mode, threads, spansPerSecond, warmUp, measured);
    }

    Load atRate(double rate) {
        return new Load(transport, rules, journal, threads, rate, warmUp, measured);
    }
}
