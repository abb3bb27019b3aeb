/**
 * The one way spans come in, whichever door they came through: limits, rejection with reasons, hand-off to the engine.
 * Everything here runs on the caller's thread, so that a sender hears about its own malformed spans. The doors and
 * {@code api} call it; it knows neither HTTP nor gRPC.
 */
@NullMarked
package com.betrace.service.intake;

import org.jspecify.annotations.NullMarked;
