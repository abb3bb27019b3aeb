/**
 * Commands that work on rule files alone, without a service: check and test. They judge as an import would, in a catalog of
 * their own that nobody else sees.
 */
@NullMarked
package com.betrace.service.cli.rules;

import org.jspecify.annotations.NullMarked;
