/**
 * Protobuf messages as text: proto3 JSON by the API's own strict reader, and the same in YAML. Called by the REST door, by
 * whoever reads rule files, and OTLP/HTTP writes its JSON replies by it; everything here is stateless and thread-safe.
 */
@NullMarked
package com.betrace.service.json;

import org.jspecify.annotations.NullMarked;
