/** MessagePack as tokens. A reader or writer serves one message or payload on one thread. Knows no message. */
@NullMarked
package io.aerostat.protocol.serializer.msgpack;

import org.jspecify.annotations.NullMarked;
