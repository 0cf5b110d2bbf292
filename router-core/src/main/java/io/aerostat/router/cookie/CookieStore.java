package io.aerostat.router.cookie;

import java.util.Optional;

/**
 * The cookies that a router has given out, each with the identity that it proves. Bounded; entries expire. Any thread;
 * no method except {@link #close} blocks.
 */
public interface CookieStore extends AutoCloseable {
    /** The default number of cookies that are kept of each kind, with and without an identity. */
    int DEFAULT_CAPACITY = 100_000;

    /** Checks whether the router has given out this value and it is still valid. */
    boolean isKnown(String value);

    /** Adds a new value, without an identity. */
    void issue(String value);

    /** Returns the identity that the cookie proves, unless the cookie has expired or was revoked. */
    Optional<CookieIdentity> identity(String value);

    /** Sets the identity that the cookie proves. Does nothing for an unknown value. */
    void authenticate(String value, CookieIdentity identity);

    /** Makes the value invalid (COO-2). */
    void revoke(String value);

    /** Writes pending changes, if the store has a file. */
    @Override
    void close();
}
