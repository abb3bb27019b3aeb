/** Commands that are clients of a running service, over its gRPC port. */
@NullMarked
package com.betrace.service.cli.client;

import org.jspecify.annotations.NullMarked;
