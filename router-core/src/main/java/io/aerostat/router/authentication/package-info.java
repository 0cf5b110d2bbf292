/**
 * How clients of a transport authenticate, as an embedder configures it: the methods with their accounts, and the
 * interfaces of a method or authenticator that the embedder writes.
 *
 * <p>A method answers asynchronously and never blocks. It is called on the event loop of the connection that joins, and
 * may answer on any thread. This package is API and must not depend on {@link io.aerostat.router.authentication.method}
 * or {@link io.aerostat.router.authentication.account}.
 */
@NullMarked
package io.aerostat.router.authentication;

import org.jspecify.annotations.NullMarked;
