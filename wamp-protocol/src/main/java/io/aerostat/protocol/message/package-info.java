/**
 * The messages of WAMP v2: one record for each type, in the sealed set
 * {@link io.aerostat.protocol.message.WampMessage}. Immutable; any thread. Must not depend on encodings;
 * {@code io.aerostat.protocol.serializer} reads and writes messages.
 */
@NullMarked
package io.aerostat.protocol.message;

import org.jspecify.annotations.NullMarked;
