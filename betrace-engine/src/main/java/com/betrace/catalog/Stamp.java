package com.betrace.catalog;

import java.time.Instant;

/** When a change is made, and by whom. */
record Stamp(Instant at, String actor) {}
