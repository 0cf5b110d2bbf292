/**
 * Connections to a router: WebSocket, long-poll or RawSocket, over TCP, TLS and Unix sockets, or within the same
 * process. A connection is confined to its executor (for sockets, the channel's event loop); messages are sent and
 * received in order.
 */
@NullMarked
package io.aerostat.client.connection;

import org.jspecify.annotations.NullMarked;
