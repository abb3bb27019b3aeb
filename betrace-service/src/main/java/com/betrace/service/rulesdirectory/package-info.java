/**
 * Rules that live in files: a directory is looked through again and again, and what its files say together becomes the rules
 * that come from files, as a whole or not at all. The root builds it once; one thread polls, any thread may ask how it is.
 */
@NullMarked
package com.betrace.service.rulesdirectory;

import org.jspecify.annotations.NullMarked;
