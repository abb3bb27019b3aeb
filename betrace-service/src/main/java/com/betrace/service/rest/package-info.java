/**
 * The REST door: Jersey resources that only turn a request into a call of {@link com.betrace.service.api} and its result
 * into an answer, and what is common to all of them. The root registers it by {@code RestDoor}; nothing else calls it.
 * Requests come on server threads.
 */
@NullMarked
package com.betrace.service.rest;

import org.jspecify.annotations.NullMarked;
