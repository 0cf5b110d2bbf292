/** A router for tests, written by hand: just enough of a broker and dealer, and able to misbehave. */
@NullMarked
package io.aerostat.client.fake;

import org.jspecify.annotations.NullMarked;
