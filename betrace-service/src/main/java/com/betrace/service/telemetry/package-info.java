/**
 * What the service measures of itself: OpenTelemetry instruments, read at {@code /metrics} and pushed by OTLP where
 * configured. The root builds it; the rest of the service knows only the ports implemented here. Any thread may count.
 */
@NullMarked
package com.betrace.service.telemetry;

import org.jspecify.annotations.NullMarked;
