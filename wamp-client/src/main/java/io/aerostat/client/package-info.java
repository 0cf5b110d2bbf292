/**
 * The WAMP client: {@link io.aerostat.client.Client} opens sessions. Any thread; user code never runs on an event loop.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-realms-sessions-and-transpo">Realms, sessions and
 *     transports in the WAMP specification</a>
 */
@NullMarked
package io.aerostat.client;

import org.jspecify.annotations.NullMarked;
