/** CBOR (RFC 8949) as tokens. A reader or writer serves one message or payload on one thread. Knows no message. */
@NullMarked
package io.aerostat.protocol.serializer.cbor;

import org.jspecify.annotations.NullMarked;
