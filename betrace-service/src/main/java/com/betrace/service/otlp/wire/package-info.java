/**
 * Decodes OTLP's protobuf from the wire straight into the model's spans, without a message in between. What it takes and refuses
 * is what protobuf-java takes and refuses.
 */
@NullMarked
package com.betrace.service.otlp.wire;

import org.jspecify.annotations.NullMarked;
