/**
 * Live violations as Server-Sent Events. One thread of its own writes to all streams and never waits: a stream whose client
 * does not read is left alone until the server says it can take more, while its subscription stays bounded.
 */
@NullMarked
package com.betrace.service.rest.sse;

import org.jspecify.annotations.NullMarked;
