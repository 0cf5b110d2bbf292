/**
 * Readers and writers of WebSocket frames (RFC 6455, RFC 7692) and RawSocket frames, and the RawSocket handshake. A
 * reader or writer belongs to one connection and its loop. Knows no channel, no WAMP message and no {@code Framing},
 * which is built on it.
 */
@NullMarked
package io.aerostat.protocol.framing.codec;

import org.jspecify.annotations.NullMarked;
