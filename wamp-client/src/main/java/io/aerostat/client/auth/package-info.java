/**
 * How a client proves its identity: one {@link io.aerostat.client.auth.Authentication} for each method. A method may
 * answer a challenge asynchronously. Methods are called on the client's executor, never on an event loop.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-authentication-methods">Authentication methods in the
 *     WAMP specification</a>
 */
@NullMarked
package io.aerostat.client.auth;

import org.jspecify.annotations.NullMarked;
