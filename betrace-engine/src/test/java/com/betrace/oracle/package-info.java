/**
 * A second, naive meaning of the rule language's operations on sets, order and groups, to hold the engine to. Uses nothing
 * of the packages it checks. Test code only.
 */
package com.betrace.oracle;
