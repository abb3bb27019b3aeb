/**
 * The gRPC door: servers, services that only turn a call into a call of {@code api}, error mapping, health and reflection.
 * The only package that knows {@code io.grpc}. Services run on the server's bounded pool; whatever streams goes out only
 * while the client reads.
 */
@NullMarked
package com.betrace.service.grpc;

import org.jspecify.annotations.NullMarked;
