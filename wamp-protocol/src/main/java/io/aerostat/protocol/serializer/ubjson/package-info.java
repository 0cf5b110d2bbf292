/**
 * UBJSON, draft 12, and its little-endian dialect BJData as tokens. A reader or writer serves one message or payload on
 * one thread. Must not depend on messages.
 */
@NullMarked
package io.aerostat.protocol.serializer.ubjson;

import org.jspecify.annotations.NullMarked;
