/**
 * Opens listeners: endpoints, TLS, and the protocols of accepted connections. Binding is asynchronous; connections use
 * the event loops that the router provides.
 */
@NullMarked
package io.aerostat.router.transport;

import org.jspecify.annotations.NullMarked;
