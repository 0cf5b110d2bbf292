/**
 * Turns messages into bytes and back, in JSON, MessagePack, CBOR and UBJSON, and transcodes payloads between them. The
 * serializers are stateless and may be used on any thread. Knows no transport, and no session.
 */
@NullMarked
package io.aerostat.protocol.serializer;

import org.jspecify.annotations.NullMarked;
