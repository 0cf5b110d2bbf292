/**
 * WAMP as bytes: three serializations, two framings and connections over non-blocking sockets, written for the load
 * generator alone, so that its measurements and checks do not depend on the router's own code. Everything lives on the
 * thread of its {@link io.aerostat.bench.wire.Loop}.
 */
@NullMarked
package io.aerostat.bench.wire;

import org.jspecify.annotations.NullMarked;
