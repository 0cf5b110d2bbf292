/**
 * The embeddable WAMP router: {@link io.aerostat.router.Router} and its builder. This package must not depend on a
 * configuration file, a process or a command line.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-realms-sessions-and-transpo">Realms, sessions and
 *     transports in the WAMP specification</a>
 */
@NullMarked
package io.aerostat.router;

import org.jspecify.annotations.NullMarked;
