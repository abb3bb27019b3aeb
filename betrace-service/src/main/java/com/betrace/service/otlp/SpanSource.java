package com.betrace.service.otlp;

import com.betrace.model.Resource;
import com.betrace.model.Scope;

/**
 * Where spans come from, shared between them.
 *
 * @param cut whether a limit cut the resource or the scope
 * @param shared whether both are held anyway, beyond this request
 */
public record SpanSource(Resource resource, Scope scope, boolean cut, boolean shared) {}
