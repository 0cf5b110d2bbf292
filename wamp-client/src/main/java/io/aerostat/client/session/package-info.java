/**
 * A WAMP session as an application sees it: the session and its details, how to join, and why a session ended.
 *
 * <p>A {@link io.aerostat.client.session.Session} may be used on any thread. This package is API and must not depend on
 * {@code io.aerostat.client.session.life} or {@code io.aerostat.client.session.exchange}.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-session-establishment">The establishment of sessions
 *     in the WAMP specification</a>
 */
@NullMarked
package io.aerostat.client.session;

import org.jspecify.annotations.NullMarked;
