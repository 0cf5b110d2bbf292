package io.aerostat.router.cookie;

import java.util.Optional;

/**
 * The cookies that a router has issued, each with the identity that it proves. Bounded; cookies expire. Any thread; no
 * method except {@link #close} blocks.
 */
public interface CookieStore extends AutoCloseable {
    /** The default number of cookies that are kept of each kind (with an identity, and without one). */
    int DEFAULT_CAPACITY = 100_000;

    /** Checks whether the router has issued this value and the cookie is still valid. */
    boolean isKnown(String value);

    /** Adds a new cookie without an identity. */
    void issue(String value);

    /** Returns the identity that the cookie proves; empty if the cookie has none, has expired or was revoked. */
    Optional<CookieIdentity> identity(String value);

    /** Sets the identity that the cookie proves. Does nothing if the value is unknown. */
    void authenticate(String value, CookieIdentity identity);

    /** Makes the cookie invalid (COO-2). */
    void revoke(String value);

    /** Closes the store. If the store has a file, pending changes are written to it first. */
    @Override
    void close();
}
