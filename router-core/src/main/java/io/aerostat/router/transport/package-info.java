/**
 * Listening: endpoints, TLS, and what is spoken on the connections they accept. Binding is asynchronous; connections
 * live on the event loops that the router gives.
 */
@NullMarked
package io.aerostat.router.transport;

import org.jspecify.annotations.NullMarked;
