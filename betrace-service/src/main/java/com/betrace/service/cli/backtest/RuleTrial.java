package com.betrace.service.cli.backtest;

import com.betrace.v1.BacktestRuleResponse;

/** A rule and what its backtest shows. */
record RuleTrial(String rule, BacktestRuleResponse result) {}
