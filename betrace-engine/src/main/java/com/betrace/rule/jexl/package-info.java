/**
 * The only package that knows JEXL: it reads expressions with JEXL's parser, admits what the language has and nothing
 * else, and makes closures of it, which work on the views and operators of {@link com.betrace.rule.value}. JEXL's interpreter
 * does the same, more slowly, for what has no closure, and is what the closures are held to. No expression
 * reaches Java by reflection: every name, method and operator is resolved here. Compilers and compiled rules are
 * thread-safe, an evaluation is confined to its thread.
 */
@NullMarked
package com.betrace.rule.jexl;

import org.jspecify.annotations.NullMarked;
