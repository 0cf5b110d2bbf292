/**
 * CBOR (RFC 8949) as tokens. A reader or writer serves one message or payload on one thread. Must not depend on
 * messages.
 */
@NullMarked
package io.aerostat.protocol.serializer.cbor;

import org.jspecify.annotations.NullMarked;
