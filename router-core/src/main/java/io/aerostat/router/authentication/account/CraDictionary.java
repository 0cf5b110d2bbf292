package io.aerostat.router.authentication.account;

import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.router.authentication.CraSecret;

/** Reads a WAMP-CRA secret from the result of a dynamic authenticator: {@code secret, salt, iterations, keylen}. */
public final class CraDictionary {
    private CraDictionary() {}

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
}
