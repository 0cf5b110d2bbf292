package io.aerostat.cluster.nats;

import java.nio.file.Path;

/** How a node shows a NATS server who it is. None of them shows its secret as text. */
public sealed interface NatsAuthentication {
    /** Not at all. */
    record None() implements NatsAuthentication {}

    /** By a name and a password. */
    record UserPassword(String user, String password) implements NatsAuthentication {
        @Override
        public String toString() {
            return "UserPassword[user=" + user + "]";
        }
    }

    /** By a token. */
    record Token(String token) implements NatsAuthentication {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /**
     * By an NKey.
     *
     * @param seed a file with the seed of the key, which begins with SU
     */
    record NKeyFile(Path seed) implements NatsAuthentication {}

    /**
     * By a signed user.
     *
     * @param file the credentials file that {@code nsc} makes, with the user's token and the seed of its key
     */
    record CredentialsFile(Path file) implements NatsAuthentication {}
}
