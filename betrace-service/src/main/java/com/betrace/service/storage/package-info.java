/**
 * Keeps rules and violations in one SQLite file, through JDBI. The root builds a {@link
 * com.betrace.service.storage.Database} from the {@code database} block; everyone else knows the stores by their ports only.
 *
 * <p>All writing goes through one connection, so writers queue up instead of failing with "database is locked"; reads go
 * through a small pool and never wait for a write. Violations are written by the one thread of {@link
 * com.betrace.service.storage.ViolationWriter}. The stores are thread-safe.
 */
@NullMarked
package com.betrace.service.storage;

import org.jspecify.annotations.NullMarked;
