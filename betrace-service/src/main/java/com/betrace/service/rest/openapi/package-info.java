/**
 * The API's own document, built from the resources' annotations and the {@code .proto} files, and the Swagger UI page that
 * shows it. Built at the first request for it.
 */
@NullMarked
package com.betrace.service.rest.openapi;

import org.jspecify.annotations.NullMarked;
