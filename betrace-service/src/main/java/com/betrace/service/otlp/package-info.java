/**
 * OTLP in both encodings and over HTTP: turns bytes into spans for the {@link com.betrace.service.intake.SpanIntake}, and
 * its result into a reply. The gRPC door uses {@link OtlpTraces} too. Decoding runs on the caller's thread.
 */
@NullMarked
package com.betrace.service.otlp;

import org.jspecify.annotations.NullMarked;
