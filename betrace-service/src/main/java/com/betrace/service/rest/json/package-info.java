/**
 * Protobuf messages as HTTP bodies: proto3 JSON by the API's own strict reader, and plain protobuf. Called by the REST door,
 * and OTLP/HTTP writes its JSON replies by it; everything here is stateless and thread-safe.
 */
@NullMarked
package com.betrace.service.rest.json;

import org.jspecify.annotations.NullMarked;
