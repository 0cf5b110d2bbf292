/**
 * Payloads that the router passes through unread (PPT-1 to PPT-13): how the ends of a conversation pack their arguments into one binary, encrypt it,
 * and open it again. Used by clients; a router only copies the options. Immutable; any thread.
 */
@NullMarked
package io.aerostat.protocol.passthru;

import org.jspecify.annotations.NullMarked;
