/**
 * Forwards requests to other HTTP servers. Both connections of an exchange use the event loop of the client's
 * connection, so no piece of a body changes threads. This package must not depend on the handlers of HTTP connections.
 */
@NullMarked
package io.aerostat.router.web.proxy;

import org.jspecify.annotations.NullMarked;
