/** Protobuf messages as HTTP bodies: JSON, YAML and plain protobuf. Called by the REST door; stateless and thread-safe. */
@NullMarked
package com.betrace.service.rest.json;

import org.jspecify.annotations.NullMarked;
