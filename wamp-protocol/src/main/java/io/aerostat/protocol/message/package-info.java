/**
 * The messages of WAMP v2, one record each, closed by {@link io.aerostat.protocol.message.WampMessage}. Immutable; any thread.
 * Knows nothing of bytes: {@code io.aerostat.protocol.serializer} reads and writes them.
 */
@NullMarked
package io.aerostat.protocol.message;

import org.jspecify.annotations.NullMarked;
