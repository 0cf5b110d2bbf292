package io.aerostat.router.authentication;

import io.aerostat.protocol.authentication.KeyDerivation;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a WAMP-CRA account.
 *
 * @param secret the plain secret; with {@code salting}, either the derived key or the plain secret
 * @param salting how clients derive the key, or null for an unsalted secret
 */
public record CraSecret(String secret, @Nullable KeyDerivation salting) {
    public CraSecret {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("found an empty secret (expected a secret)");
        }
    }

    /** Returns an unsalted secret. */
    public static CraSecret plain(String secret) {
        return new CraSecret(secret, null);
    }

    @Override
    public String toString() {
        return "CraSecret[" + (salting == null ? "unsalted" : "salted") + "]";
    }
}
