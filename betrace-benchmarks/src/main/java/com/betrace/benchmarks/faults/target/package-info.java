/** The packaged service as a process of its own: started, signalled and asked from outside, as a user would. */
@NullMarked
package com.betrace.benchmarks.faults.target;

import org.jspecify.annotations.NullMarked;
