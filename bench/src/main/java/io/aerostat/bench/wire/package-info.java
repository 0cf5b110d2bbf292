/**
 * WAMP as bytes: three serializations, two framings and connections over non-blocking sockets, written only for the
 * load generator, so that its measurements and checks do not depend on the router's own code. All objects are confined
 * to the thread of their {@link io.aerostat.bench.wire.Loop}.
 */
@NullMarked
package io.aerostat.bench.wire;

import org.jspecify.annotations.NullMarked;
