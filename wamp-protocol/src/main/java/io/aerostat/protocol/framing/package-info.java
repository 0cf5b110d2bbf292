/**
 * How one connection puts WAMP messages on its byte stream: over WebSocket or RawSocket, in batches, with pings that
 * find dead peers. Everything here belongs to one connection and its loop. Must not depend on router or client, which
 * build their connections on this package.
 */
@NullMarked
package io.aerostat.protocol.framing;

import org.jspecify.annotations.NullMarked;
