/**
 * The opening handshake of WebSocket: decides which clients, origins and subprotocols are accepted (WS-1 to WS-5). Also
 * carries the bytes of bridged protocols in frames. Called on the event loop of the channel. This package must not
 * depend on HTTP handlers or on sessions.
 */
@NullMarked
package io.aerostat.router.websocket;

import org.jspecify.annotations.NullMarked;
