/** Reads config.yml and says what is wrong with it; the root hands it to Dropwizard. Runs once, as the service starts. */
@NullMarked
package com.betrace.service.configuration;

import org.jspecify.annotations.NullMarked;
