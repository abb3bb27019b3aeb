package com.betrace.service.otlp;

import com.betrace.model.Resource;
import com.betrace.model.Scope;

/**
 * Where spans come from, shared between them.
 *
 * @param cut whether a limit cut the resource or the scope
 */
public record SpanSource(Resource resource, Scope scope, boolean cut) {}
