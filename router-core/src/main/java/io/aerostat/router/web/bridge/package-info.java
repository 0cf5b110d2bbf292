/**
 * The bridges from HTTP into a realm: requests that call, publish, or report an event of another system. Every request
 * has a session of its own, on the event loop of its connection. This package must not depend on the handlers of HTTP
 * connections.
 */
@NullMarked
package io.aerostat.router.web.bridge;

import org.jspecify.annotations.NullMarked;
