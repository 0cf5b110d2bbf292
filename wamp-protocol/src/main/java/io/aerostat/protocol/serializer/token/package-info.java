/**
 * The tokens that all serializations share, with their reader
 * ({@link io.aerostat.protocol.serializer.token.TokenReader}) and writer
 * ({@link io.aerostat.protocol.serializer.token.TokenWriter}). A reader or writer serves one message or payload on one
 * thread. Must not depend on messages or on a particular serialization.
 */
@NullMarked
package io.aerostat.protocol.serializer.token;

import org.jspecify.annotations.NullMarked;
