/**
 * WAMP over HTTP long-poll (LP-1 to LP-7): links that exchange messages by HTTP requests. A link is confined to one
 * event loop, even if its requests arrive over connections of other loops. This package must not depend on HTTP:
 * {@code io.aerostat.router.web} serves the requests.
 */
@NullMarked
package io.aerostat.router.longpoll;

import org.jspecify.annotations.NullMarked;
