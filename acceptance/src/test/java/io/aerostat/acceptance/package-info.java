/**
 * The finished product as its users meet it: {@code router.jar} as a process, the page in a real browser, and clients
 * of other languages. Owns the processes that it starts, each in a try-with-resources statement or ended after its test
 * class; nothing here reaches into the router's own classes.
 */
@NullMarked
package io.aerostat.acceptance;

import org.jspecify.annotations.NullMarked;
