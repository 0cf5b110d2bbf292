/**
 * The handshake of RawSocket (RAW-1 to RAW-12). The handler runs on the event loop of the channel. This package must
 * not depend on sessions.
 */
@NullMarked
package io.aerostat.router.rawsocket;

import org.jspecify.annotations.NullMarked;
