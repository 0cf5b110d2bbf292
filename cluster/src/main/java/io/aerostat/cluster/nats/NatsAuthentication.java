package io.aerostat.cluster.nats;

import java.nio.file.Path;

/**
 * The ways in which a node authenticates with a NATS server. The {@code toString()} of a method never shows its secret.
 */
public sealed interface NatsAuthentication {
    /** No authentication. */
    record None() implements NatsAuthentication {}

    /** Authentication by name and password. */
    record UserPassword(String user, String password) implements NatsAuthentication {
        @Override
        public String toString() {
            return "UserPassword[user=" + user + "]";
        }
    }

    /** Authentication by token. */
    record Token(String token) implements NatsAuthentication {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /**
     * Authentication by NKey.
     *
     * @param seed a file with the seed of the key, which begins with SU
     */
    record NKeyFile(Path seed) implements NatsAuthentication {}

    /**
     * Authentication by a token that an account of NATS has signed for a user.
     *
     * @param file a credentials file of {@code nsc}, with the user's token and the seed of the user's key
     */
    record CredentialsFile(Path file) implements NatsAuthentication {}
}
