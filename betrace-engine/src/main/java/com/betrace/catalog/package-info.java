/** Everything that changes or reads rules goes through here: compile, store, publish. Thread-safe. */
@NullMarked
package com.betrace.catalog;

import org.jspecify.annotations.NullMarked;
