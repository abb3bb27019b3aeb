package com.betrace.service.storage;

import com.betrace.store.RuleStore;
import com.betrace.store.ViolationStore;

/** The open stores; they stay open until the service stops. */
public record Database(RuleStore rules, ViolationStore violations) {}
