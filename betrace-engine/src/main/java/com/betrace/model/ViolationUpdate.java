package com.betrace.model;

/** Something that changes what is stored: a {@link Violation} that was found, or a {@link Settlement} of a trace. */
public sealed interface ViolationUpdate permits Violation, Settlement {}
