/**
 * JSON (RFC 8259) as tokens. A reader or writer serves one message or payload on one thread. Must not depend on
 * messages.
 */
@NullMarked
package io.aerostat.protocol.serializer.json;

import org.jspecify.annotations.NullMarked;
