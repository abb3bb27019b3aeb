/**
 * Fault runs: the packaged service is killed, stopped, frozen and flooded from outside, and must have found what it was asked to.
 * Small in {@code mvn verify}, large by {@code ./betrace bench --faults}. Never deployed.
 */
@NullMarked
package com.betrace.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
