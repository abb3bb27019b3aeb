/** Tokens by which lists are read on; called by the API of any thread. Knows neither messages nor stores. */
@NullMarked
package com.betrace.service.paging;

import org.jspecify.annotations.NullMarked;
