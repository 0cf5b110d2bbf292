/**
 * The handshake of RawSocket (RAW-1 to RAW-12). On the event loop of the channel. Must not depend on sessions.
 */
@NullMarked
package io.aerostat.router.rawsocket;

import org.jspecify.annotations.NullMarked;
