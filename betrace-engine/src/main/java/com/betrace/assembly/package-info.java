/** Turns spans into closed traces. Single-threaded and clock-free: the owner passes the time in and has the thread. */
@NullMarked
package com.betrace.assembly;

import org.jspecify.annotations.NullMarked;
