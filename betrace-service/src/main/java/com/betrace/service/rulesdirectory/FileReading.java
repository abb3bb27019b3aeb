package com.betrace.service.rulesdirectory;

import com.betrace.catalog.RuleBundle;
import java.util.List;

/**
 * What a file means.
 *
 * @param bundle what could be read of it
 * @param problems what could not, a line each, with file, line and column
 */
record FileReading(RuleBundle bundle, List<String> problems) {}
