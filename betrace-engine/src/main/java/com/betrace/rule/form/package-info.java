/**
 * The typed form of an expression: what it means once every name is resolved, free of syntax. Checks, scope, growth and
 * explanations work on it. Immutable; knows nothing of the parser.
 */
@NullMarked
package com.betrace.rule.form;

import org.jspecify.annotations.NullMarked;
