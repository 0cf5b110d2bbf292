/**
 * The agreements of a client and a router when a connection opens: the subprotocol, and the compression of WebSocket.
 * Immutable; any thread. Must not depend on {@code io.aerostat.protocol.framing}, which is set up by them.
 */
@NullMarked
package io.aerostat.protocol.negotiation;

import org.jspecify.annotations.NullMarked;
