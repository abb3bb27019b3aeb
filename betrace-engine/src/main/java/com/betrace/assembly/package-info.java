/**
 * Turns spans into closed traces. Single-threaded and clock-free: the owner, a lane of the pipeline, passes the time in
 * and has the thread. Knows nothing of rules; what the owner wants kept with a trace is an opaque context.
 */
@NullMarked
package com.betrace.assembly;

import org.jspecify.annotations.NullMarked;
