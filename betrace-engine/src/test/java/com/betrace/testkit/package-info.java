/**
 * Fixtures shared by the tests of all modules: one line makes a span, a few make a trace, and time moves only when a test
 * moves it. Test code only.
 */
package com.betrace.testkit;
