/**
 * The authentication of clients, as an embedder configures it for a transport: options of the methods and their
 * accounts, and interfaces for methods and authenticators that the embedder implements.
 *
 * <p>A method answers asynchronously and never blocks. It is called on the event loop of the connection that joins, and
 * may answer on any thread. This package is API and must not depend on {@code io.aerostat.router.authentication.method}
 * or {@code io.aerostat.router.authentication.account}.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-authentication-methods">Authentication methods in the
 *     WAMP specification</a>
 */
@NullMarked
package io.aerostat.router.authentication;

import org.jspecify.annotations.NullMarked;
