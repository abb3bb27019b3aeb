/**
 * Rules tried on traces that nobody waits for: given ones and recent ones. Judges as live judging does, but stores and
 * publishes nothing, keeps its own counts, and ends within a given time. Thread-safe; called by the doors.
 */
@NullMarked
package com.betrace.trial;

import org.jspecify.annotations.NullMarked;
