/**
 * Links over sockets, with any framing, with their outbound budget and orderly end, and the admission of new
 * connections. A connection is confined to the event loop of its channel. This package must not depend on HTTP handlers
 * or on sessions.
 */
@NullMarked
package io.aerostat.router.connection;

import org.jspecify.annotations.NullMarked;
