/**
 * Tests of the transports of a running {@code router.jar}, byte by byte: well-formed and malformed handshakes, frames
 * and requests, over plain sockets, TLS and Unix domain sockets. One router serves all test classes; each test closes
 * its connections itself.
 */
@NullMarked
package io.aerostat.acceptance.transport;

import org.jspecify.annotations.NullMarked;
