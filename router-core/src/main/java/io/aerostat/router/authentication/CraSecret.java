package io.aerostat.router.authentication;

import io.aerostat.protocol.authentication.KeyDerivation;
import org.jspecify.annotations.Nullable;

/**
 * What WAMP-CRA compares.
 *
 * @param secret the plain secret; if it is salted either the derived key or the plain secret, both are understood
 * @param salting how clients derive the key, or null for an unsalted secret
 */
public record CraSecret(String secret, @Nullable KeyDerivation salting) {
    public CraSecret {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("found an empty secret (expected a secret)");
        }
    }

    public static CraSecret plain(String secret) {
        return new CraSecret(secret, null);
    }

    /** Reads {@code secret, salt, iterations, keylen}. */
    public static CraSecret read(PrincipalDictionary principal) {
        String salt = principal.optionalText("salt");
        KeyDerivation salting = salt == null || salt.isEmpty()
                ? null
                : new KeyDerivation(
                        salt,
                        principal.integer("iterations", KeyDerivation.DEFAULT_ITERATIONS),
                        principal.integer("keylen", KeyDerivation.DEFAULT_KEYLEN));
        return new CraSecret(principal.text("secret"), salting);
    }

    @Override
    public String toString() {
        return "CraSecret[" + (salting == null ? "unsalted" : "salted") + "]";
    }
}
