/**
 * Commands of the launcher. A command talks to a running service as any client would, over its doors; only the one that
 * starts the service knows the application.
 */
@NullMarked
package com.betrace.service.cli;

import org.jspecify.annotations.NullMarked;
