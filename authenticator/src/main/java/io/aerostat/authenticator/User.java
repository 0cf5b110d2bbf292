package io.aerostat.authenticator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user in the authenticator's file.
 *
 * @param secret the secret that is shared with the user; with {@code salting}, the key that is derived from the
 *     password (CRA-4)
 * @param role the role of the user's sessions
 * @param authid the authid of the session, if it differs from the user's name
 * @param realm the realm that the session joins, if it differs from the requested one
 * @param salting how the user's client derives the key from the password
 * @param extra values that are sent to the user's client in WELCOME
 */
record User(
        String secret,
        String role,
        Optional<String> authid,
        Optional<String> realm,
        Optional<Salting> salting,
        Map<String, Object> extra) {

    /**
     * The parameters of PBKDF2.
     *
     * @param salt any text
     * @param iterations the number of iterations, at least 1
     * @param keylen the length of the derived key, in bytes
     */
    record Salting(String salt, int iterations, int keylen) {

        Salting {
            if (iterations < 1) {
                throw new IllegalArgumentException("iterations: found " + iterations + " (expected at least 1)");
            }
            if (keylen < 1 || keylen > 64) {
                throw new IllegalArgumentException("keylen: found " + keylen + " (expected from 1 to 64)");
            }
        }
    }

    /** Returns the principal in the form that the router expects. */
    Map<String, Object> principal() {
        Map<String, Object> principal = new LinkedHashMap<>();
        principal.put("secret", secret);
        principal.put("role", role);
        authid.ifPresent(it -> principal.put("authid", it));
        realm.ifPresent(it -> principal.put("realm", it));
        salting.ifPresent(it -> {
            principal.put("salt", it.salt());
            principal.put("iterations", it.iterations());
            principal.put("keylen", it.keylen());
        });
        if (!extra.isEmpty()) {
            principal.put("extra", extra);
        }
        return principal;
    }

    /** Returns the fields without the secret. */
    @Override
    public String toString() {
        return "User[role=" + role + ", authid=" + authid.orElse("as given") + "]";
    }
}
