/** Files of traces, in every form that OpenTelemetry and BeTrace know. Everything is stateless or a value. */
@NullMarked
package com.betrace.service.cli.traces;

import org.jspecify.annotations.NullMarked;
