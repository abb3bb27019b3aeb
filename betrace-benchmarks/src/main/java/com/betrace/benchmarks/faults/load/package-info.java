/**
 * Traces with a known answer, those who send them as OpenTelemetry's clients do, and the ledger of what was acknowledged. Knows
 * nothing of the engine: what must follow is worked out from how a trace was made.
 */
@NullMarked
package com.betrace.benchmarks.faults.load;

import org.jspecify.annotations.NullMarked;
