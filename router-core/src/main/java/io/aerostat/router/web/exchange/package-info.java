/**
 * One HTTP request with its response, and what the services at the paths of a web transport have in common. Confined to
 * the event loop of the connection. This package must not depend on the services, nor on the handlers of the
 * connection.
 */
@NullMarked
package io.aerostat.router.web.exchange;

import org.jspecify.annotations.NullMarked;
