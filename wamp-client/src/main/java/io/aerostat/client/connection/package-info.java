/**
 * Connections to a router, whatever carries them: WebSocket, RawSocket over TCP, TLS and Unix sockets, or a hand-over
 * in the same process. A connection is confined to its executor (for sockets, the channel's event loop); messages go in
 * and out in order.
 */
@NullMarked
package io.aerostat.client.connection;

import org.jspecify.annotations.NullMarked;
