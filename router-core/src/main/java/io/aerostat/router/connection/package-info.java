/**
 * What every connection over a socket has in common, whatever its framing: reading, batching of writes, budget, keepalive and the orderly end.
 * A connection lives on the event loop of its channel. Knows no HTTP and no WAMP session.
 */
@NullMarked
package io.aerostat.router.connection;

import org.jspecify.annotations.NullMarked;
