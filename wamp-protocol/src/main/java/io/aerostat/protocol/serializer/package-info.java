/**
 * Turns messages into bytes and back, in JSON, MessagePack, CBOR and UBJSON, and transcodes payloads between them. The
 * serializers are stateless; any thread may use them. Must not depend on transports or sessions.
 */
@NullMarked
package io.aerostat.protocol.serializer;

import org.jspecify.annotations.NullMarked;
