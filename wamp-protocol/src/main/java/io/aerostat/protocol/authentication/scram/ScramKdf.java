package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.Pbkdf2;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The functions with which SCRAM derives a key from a password (SCR-10). */
public enum ScramKdf {
    PBKDF2("pbkdf2") {
        @Override
        byte[] derive(String password, byte[] salt, int iterations, int memory) {
            return Pbkdf2.sha256(password.toCharArray(), salt, iterations, KEY_SIZE);
        }
    },
    /** Argon2id, version 1.3, parallelism 1. */
    ARGON2ID13("argon2id13") {
        @Override
        byte[] derive(String password, byte[] salt, int iterations, int memory) {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withParallelism(1)
                    .withIterations(iterations)
                    .withMemoryAsKB(memory)
                    .withSalt(salt)
                    .build());
            byte[] key = new byte[KEY_SIZE];
            generator.generateBytes(password.getBytes(UTF_8), key);
            return key;
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

    abstract byte[] derive(String password, byte[] salt, int iterations, int memory);
}
