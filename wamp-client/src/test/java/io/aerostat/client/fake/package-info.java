/** A router for tests, written by hand: a minimal broker and dealer that can also misbehave. */
@NullMarked
package io.aerostat.client.fake;

import org.jspecify.annotations.NullMarked;
