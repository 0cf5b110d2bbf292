package io.aerostat.router.authentication;

import io.aerostat.protocol.auth.WampCra;
import org.jspecify.annotations.Nullable;

/**
 * What WAMP-CRA compares.
 *
 * @param secret the plain secret; with a salt either the derived key or the plain secret, both are understood
 * @param salt null for an unsalted secret
 * @param keylen in octets
 */
public record CraSecret(String secret, @Nullable String salt, int iterations, int keylen) {
    public CraSecret {
        if (iterations < 1 || iterations > 10_000_000 || keylen < 1 || keylen > 1024) {
            throw new IllegalArgumentException("returned iterations " + iterations + " and keylen " + keylen
                    + " (expected 1 to 10000000, and 1 to 1024)");
        }
    }

    public static CraSecret plain(String secret) {
        return new CraSecret(secret, null, WampCra.DEFAULT_ITERATIONS, WampCra.DEFAULT_KEYLEN);
    }

    /** Reads {@code secret, salt, iterations, keylen}. */
    public static CraSecret read(PrincipalDictionary principal) {
        return new CraSecret(
                principal.text("secret"),
                principal.optionalText("salt"),
                principal.integer("iterations", WampCra.DEFAULT_ITERATIONS),
                principal.integer("keylen", WampCra.DEFAULT_KEYLEN));
    }

    @Override
    public String toString() {
        return "CraSecret[" + (salt == null ? "unsalted" : "salted") + "]";
    }
}
