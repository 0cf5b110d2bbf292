/**
 * Tests of the finished product, as its users use it: {@code router.jar} as a process, the page in a real browser, and
 * clients of other languages. The tests own the processes that they start: each process ends at the end of a
 * try-with-resources statement, or after its test class. No test of this package uses classes of the router.
 */
@NullMarked
package io.aerostat.acceptance;

import org.jspecify.annotations.NullMarked;
