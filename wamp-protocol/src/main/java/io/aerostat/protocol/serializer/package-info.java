/**
 * Bytes to messages and back: JSON, MessagePack, CBOR and UBJSON, and the transcoding of payloads between them. Stateless; any thread.
 */
@NullMarked
package io.aerostat.protocol.serializer;

import org.jspecify.annotations.NullMarked;
