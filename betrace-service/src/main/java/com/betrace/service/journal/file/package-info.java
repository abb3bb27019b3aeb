/**
 * The journal's file: what is in it, how it is looked over before it is used, and what becomes of a damaged one. Used by the
 * journal only, one thread at a time.
 *
 * <p>SQLite takes the first bad checksum in its write-ahead log for the end of it, so a flipped bit there would take away what
 * was acknowledged without a word. Three things tell of it: {@link com.betrace.service.journal.file.WalScan} finds commits
 * behind a bad place, {@link com.betrace.service.journal.file.Witness} keeps the number of the last commit beside the file, and
 * each row has a checksum of its own.
 */
@NullMarked
package com.betrace.service.journal.file;

import org.jspecify.annotations.NullMarked;
