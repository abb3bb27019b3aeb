/**
 * Rule files: rules, and what they share by name, as YAML or JSON. Read and written here for the API, the rules directory and
 * the commands; everything is stateless or immutable, and thread-safe.
 */
@NullMarked
package com.betrace.service.rulefiles;

import org.jspecify.annotations.NullMarked;
