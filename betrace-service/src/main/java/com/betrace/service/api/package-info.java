/**
 * What both doors call: one method for each unary rpc, message in and message out, the mapping between messages and the
 * model, and the one table of errors. Blocking and thread-safe; a refusal is a
 * {@link com.betrace.model.RequestException}. Knows neither HTTP nor gRPC.
 */
@NullMarked
package com.betrace.service.api;

import org.jspecify.annotations.NullMarked;
