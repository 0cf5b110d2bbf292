/**
 * How messages are put on a byte stream: RawSocket and WebSocket framing as Netty codecs, on the event loop of their channel.
 */
@NullMarked
package io.aerostat.protocol.framing;

import org.jspecify.annotations.NullMarked;
