/**
 * WAMP over HTTP long-poll (LP-1 to LP-7): links whose messages are exchanged by requests. A link lives on one event
 * loop, whichever connections the requests come over. Knows no HTTP: {@code io.aerostat.router.web} serves the
 * requests.
 */
@NullMarked
package io.aerostat.router.longpoll;

import org.jspecify.annotations.NullMarked;
