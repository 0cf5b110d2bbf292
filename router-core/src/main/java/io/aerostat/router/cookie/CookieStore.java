package io.aerostat.router.cookie;

import java.util.Optional;

/**
 * The cookies that a router gave out, each with who authenticated on it. Bounded; what it holds expires. Any thread; no method but {@link #close}
 * blocks.
 */
public interface CookieStore extends AutoCloseable {
    /** How many cookies of each kind, with and without an identity, are kept unless told otherwise. */
    int DEFAULT_CAPACITY = 100_000;

    /** Whether the value was given out by the router and still counts. */
    boolean isKnown(String value);

    /** Takes note of a value that is given out now, for nobody yet. */
    void issue(String value);

    /** Who authenticated on the cookie, unless it has expired or was revoked. */
    Optional<CookieIdentity> identity(String value);

    /** From now on the cookie proves this identity. Does nothing for a value that is not known. */
    void authenticate(String value, CookieIdentity identity);

    /** From now on the value is worth nothing (COO-2). */
    void revoke(String value);

    /** Writes what is not yet written, where anything is. */
    @Override
    void close();
}
