/**
 * Listening: endpoints, TLS, and the protocols of the connections that they accept. Binding is asynchronous;
 * connections live on the event loops that the router gives.
 */
@NullMarked
package io.aerostat.router.transport;

import org.jspecify.annotations.NullMarked;
