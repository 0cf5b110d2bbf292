/**
 * The bridges from HTTP into a realm: requests that call, publish, or report an event elsewhere. Every request has a
 * session of its own, on the event loop of its connection. Must not depend on the handlers of HTTP connections.
 */
@NullMarked
package io.aerostat.router.web.bridge;

import org.jspecify.annotations.NullMarked;
