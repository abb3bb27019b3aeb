/**
 * {@code ./betrace bench --store}: how fast violations are stored and read. It uses the classes of the packaged service, and is
 * run with its jar.
 */
@NullMarked
package com.betrace.benchmarks.store;

import org.jspecify.annotations.NullMarked;
