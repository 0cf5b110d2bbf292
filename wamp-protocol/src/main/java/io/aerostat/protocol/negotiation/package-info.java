/**
 * What a client and a router agree upon when a connection opens: the subprotocol and the compression of WebSocket. Immutable records for
 * any thread. Must not depend on {@link io.aerostat.protocol.framing}, which obeys what was agreed.
 */
@NullMarked
package io.aerostat.protocol.negotiation;

import org.jspecify.annotations.NullMarked;
