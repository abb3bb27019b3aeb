/**
 * A second, naive meaning of the rule language, of when traces close and are judged, and of what is stored in the end, to hold
 * the engine to. Uses nothing
 * of the packages it checks. Test code only.
 */
package com.betrace.oracle;
