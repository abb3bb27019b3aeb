/**
 * Judges spans and closed traces by a rule set and turns findings into violations. Called by the lanes of the pipeline, one
 * {@link com.betrace.detection.Detector} each; {@link com.betrace.detection.RuleHealth} is shared by all of them. Reads no
 * clock of its own.
 */
@NullMarked
package com.betrace.detection;

import org.jspecify.annotations.NullMarked;
