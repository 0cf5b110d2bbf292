/**
 * Tests of the finished product, as its users use it: {@code router.jar} as a process, the page in a real browser, and
 * clients of other languages. Owns the processes that it starts, each in a try-with-resources statement or ended after
 * its test class; no test here uses classes of the router.
 */
@NullMarked
package io.aerostat.acceptance;

import org.jspecify.annotations.NullMarked;
