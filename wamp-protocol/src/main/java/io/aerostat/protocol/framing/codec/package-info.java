/**
 * Readers and writers of WebSocket frames (RFC 6455, RFC 7692) and RawSocket frames, and the RawSocket handshake. A
 * reader or writer belongs to one connection and its loop. Must not depend on channels, WAMP messages or
 * {@code Framing}, which uses this package.
 */
@NullMarked
package io.aerostat.protocol.framing.codec;

import org.jspecify.annotations.NullMarked;
