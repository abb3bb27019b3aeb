/** Judges spans and closed traces by a rule set and turns findings into violations. Clock-free; one instance per lane. */
@NullMarked
package com.betrace.detection;

import org.jspecify.annotations.NullMarked;
