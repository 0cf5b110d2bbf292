/**
 * RawSocket: handshake and link (RAW-1 to RAW-12). On the event loop of the channel.
 */
@NullMarked
package io.aerostat.router.rawsocket;

import org.jspecify.annotations.NullMarked;
