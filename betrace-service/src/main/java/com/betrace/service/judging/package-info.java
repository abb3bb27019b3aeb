/** The configuration blocks of the engine: when traces close, what they may cost, how many are kept. */
@NullMarked
package com.betrace.service.judging;

import org.jspecify.annotations.NullMarked;
