/**
 * Violations as they are stored, for those who watch. The writer publishes; the doors subscribe. Publishing never waits for
 * a subscriber: each has a bounded ring that loses its oldest events and says so.
 *
 * <p>Thread-safe, with one publisher at a time; a subscription is drained by one thread at a time.
 */
@NullMarked
package com.betrace.service.live;

import org.jspecify.annotations.NullMarked;
