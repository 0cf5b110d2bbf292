/**
 * MessagePack as tokens. A reader or writer serves one message or payload on one thread. Must not depend on messages.
 */
@NullMarked
package io.aerostat.protocol.serializer.msgpack;

import org.jspecify.annotations.NullMarked;
