/** Which name was probably meant where an unknown one was written; any package may ask, on any thread. */
@NullMarked
package com.betrace.spelling;

import org.jspecify.annotations.NullMarked;
