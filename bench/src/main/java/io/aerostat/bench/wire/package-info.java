/**
 * WAMP as bytes: three serializations, two framings, and connections over non-blocking sockets. This code was written
 * only for the load generator, whose measurements and checks therefore do not depend on the router's code. All objects
 * are confined to the thread of their {@link io.aerostat.bench.wire.Loop}.
 */
@NullMarked
package io.aerostat.bench.wire;

import org.jspecify.annotations.NullMarked;
