/**
 * WebSocket: options, opening handshake and link (WS-1 to WS-5). On the event loop of the channel.
 */
@NullMarked
package io.aerostat.router.websocket;

import org.jspecify.annotations.NullMarked;
