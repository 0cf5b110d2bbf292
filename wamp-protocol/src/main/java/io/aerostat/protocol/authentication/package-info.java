/**
 * The authentication methods WAMP-CRA and cryptosign, and the channel bindings, for client and router. An object for
 * one authentication is used by one thread at a time; any thread may use everything else. Key derivation is slow and
 * must not run on an event loop. Must not depend on sessions or connections.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-authentication-methods">Authentication methods in the
 *     WAMP specification</a>
 */
@NullMarked
package io.aerostat.protocol.authentication;

import org.jspecify.annotations.NullMarked;
