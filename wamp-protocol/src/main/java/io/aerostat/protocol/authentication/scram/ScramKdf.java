package io.aerostat.protocol.authentication.scram;

import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import io.aerostat.protocol.authentication.crypto.Pbkdf2;
import java.util.Optional;

/** The functions with which SCRAM derives a key from a password (SCR-10). */
public enum ScramKdf {
    PBKDF2("pbkdf2") {
        @Override
        byte[] derive(String password, byte[] salt, int iterations, int memory) {
            return Pbkdf2.sha256(password.toCharArray(), salt, iterations, KEY_SIZE);
        }
    },
    /** Argon2id, version 1.3, parallelism 1. Needs Bouncy Castle. */
    ARGON2ID13("argon2id13") {
        @Override
        byte[] derive(String password, byte[] salt, int iterations, int memory) {
            BouncyCastle.require("SCRAM with Argon2");
            return Argon2.id13(password, salt, iterations, memory, KEY_SIZE);
        }
    };

    private static final int KEY_SIZE = 32;

    private final String wire;

    ScramKdf(String wire) {
        this.wire = wire;
    }

    /** Returns the name in a CHALLENGE. */
    public String wire() {
        return wire;
    }

    /** Returns the function with this name, or empty. Also accepts the name in Crossbar.io's configurations. */
    public static Optional<ScramKdf> ofWire(String wire) {
        return switch (wire) {
            case "pbkdf2" -> Optional.of(PBKDF2);
            case "argon2id13", "argon2id-13" -> Optional.of(ARGON2ID13);
            default -> Optional.empty();
        };
    }

    /** @throws io.aerostat.protocol.error.MissingLibrary if the function needs Bouncy Castle, and it is absent */
    abstract byte[] derive(String password, byte[] salt, int iterations, int memory);
}
