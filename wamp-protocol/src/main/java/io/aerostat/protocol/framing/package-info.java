/**
 * Carries the WAMP messages of one connection on a byte stream: over WebSocket or RawSocket, in batches, with pings
 * that detect dead peers. All objects belong to one connection and its loop. Must not depend on router or client, which
 * build their connections with this package.
 */
@NullMarked
package io.aerostat.protocol.framing;

import org.jspecify.annotations.NullMarked;
