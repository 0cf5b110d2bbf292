/**
 * The negotiation of a client and a router when a connection opens: the subprotocol, and the compression of WebSocket.
 * Immutable; any thread. Must not depend on {@code io.aerostat.protocol.framing}, which uses the results.
 */
@NullMarked
package io.aerostat.protocol.negotiation;

import org.jspecify.annotations.NullMarked;
