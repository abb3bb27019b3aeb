/**
 * Spans as the bytes of a journal entry, and back. Used by the journal only; every class is used by one thread at a time.
 *
 * <p>The form is private to BeTrace and begins with its version: a release reads what itself and earlier ones wrote.
 */
@NullMarked
package com.betrace.service.journal.codec;

import org.jspecify.annotations.NullMarked;
