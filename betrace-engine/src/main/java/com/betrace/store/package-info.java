/** Ports of the stores and their in-memory versions. An implementation extends the port's contract test. */
@NullMarked
package com.betrace.store;

import org.jspecify.annotations.NullMarked;
