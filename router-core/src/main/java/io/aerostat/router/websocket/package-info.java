/**
 * WebSocket: options, opening handshake and link (checklist §12.1). On the event loop of the channel.
 */
@NullMarked
package io.aerostat.router.websocket;

import org.jspecify.annotations.NullMarked;
