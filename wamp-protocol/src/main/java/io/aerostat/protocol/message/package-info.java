/**
 * The messages of WAMP v2: one record for each, in the sealed set {@link io.aerostat.protocol.message.WampMessage}.
 * Immutable; any thread. Knows no bytes; {@code io.aerostat.protocol.serializer} reads and writes messages.
 */
@NullMarked
package io.aerostat.protocol.message;

import org.jspecify.annotations.NullMarked;
