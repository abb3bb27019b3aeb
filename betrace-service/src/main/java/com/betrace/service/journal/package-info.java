/**
 * The local {@link com.betrace.pipeline.SpanLog}: spans are in a SQLite file of the data directory before their sender is
 * answered, and stay there until their traces need them no more. The root builds it from the {@code journal} block; everyone
 * else knows the port.
 *
 * <p>{@link com.betrace.service.journal.SpanJournal} may be called by any thread. Everything behind its queue belongs to the one
 * thread named "journal".
 */
@NullMarked
package com.betrace.service.journal;

import org.jspecify.annotations.NullMarked;
