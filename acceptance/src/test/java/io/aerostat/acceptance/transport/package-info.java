/**
 * The transports of a running {@code router.jar} as bytes see them: handshakes, frames and requests, well-formed or
 * not, over plain sockets, TLS and Unix domain sockets. One router serves all test classes here; a test that leaves a
 * connection behind closes it itself.
 */
@NullMarked
package io.aerostat.acceptance.transport;

import org.jspecify.annotations.NullMarked;
