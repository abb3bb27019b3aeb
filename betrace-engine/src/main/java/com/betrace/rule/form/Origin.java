package com.betrace.rule.form;

/**
 * Where a form stands in the source.
 *
 * @param line from 1
 * @param column from 1
 * @param text the sub-expression as it reads
 */
public record Origin(int line, int column, String text) {}
