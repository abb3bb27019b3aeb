/** The command that tries rules on recorded traces, in this process or in a running service. */
@NullMarked
package com.betrace.service.cli.backtest;

import org.jspecify.annotations.NullMarked;
