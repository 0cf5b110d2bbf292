/**
 * A WAMP session as an application sees it: the session and its details, how to join, and why a session ended.
 *
 * <p>A {@link io.aerostat.client.session.Session} may be used on any thread. This package is API and must not depend on
 * {@link io.aerostat.client.session.life} or {@link io.aerostat.client.session.exchange}.
 */
@NullMarked
package io.aerostat.client.session;

import org.jspecify.annotations.NullMarked;
