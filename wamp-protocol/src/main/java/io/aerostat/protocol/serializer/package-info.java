/**
 * Turns messages into bytes and back, in JSON, MessagePack, CBOR and UBJSON, and transcodes payloads between them. The
 * serializers are stateless; any thread may use them. Must not depend on transports or sessions.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-serializers">Serializers in the WAMP
 *     specification</a>
 */
@NullMarked
package io.aerostat.protocol.serializer;

import org.jspecify.annotations.NullMarked;
