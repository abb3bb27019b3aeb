/**
 * The Dropwizard application: the composition root and the configuration it reads. Only this package sees every other one;
 * nothing depends on it.
 */
@NullMarked
package com.betrace.service;

import org.jspecify.annotations.NullMarked;
