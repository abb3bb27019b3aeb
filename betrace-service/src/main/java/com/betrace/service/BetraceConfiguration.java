package com.betrace.service;

import io.dropwizard.core.Configuration;

/** config.yml: one field per block. */
public final class BetraceConfiguration extends Configuration {}
