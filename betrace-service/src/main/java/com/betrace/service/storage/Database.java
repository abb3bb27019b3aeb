package com.betrace.service.storage;

import com.betrace.store.RuleStore;
import com.betrace.store.ViolationStore;
import java.nio.file.Path;

/**
 * The open stores; they stay open until the service stops.
 *
 * @param directory where their files are
 */
public record Database(RuleStore rules, ViolationStore violations, Path directory) {}
