/**
 * Tokens: what every serialization is made of, whether it is read ({@link
 * io.aerostat.protocol.serializer.token.TokenReader}) or written ({@link
 * io.aerostat.protocol.serializer.token.TokenWriter}). A reader or writer serves one message or payload on one thread.
 * Knows no message and no particular serialization.
 */
@NullMarked
package io.aerostat.protocol.serializer.token;

import org.jspecify.annotations.NullMarked;
