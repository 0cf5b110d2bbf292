/**
 * RawSocket: handshake and link (checklist §12.3). On the event loop of the channel.
 */
@NullMarked
package io.aerostat.router.rawsocket;

import org.jspecify.annotations.NullMarked;
