package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3, parallelism 1, by Bouncy Castle: the Java runtime has no Argon2. Stateless; any thread. */
final class Argon2 {
    private Argon2() {}

    /**
     * Derives a key; slow.
     *
     * @param memory in KiB
     * @param size the length of the key in bytes
     */
    static byte[] id13(String password, byte[] salt, int iterations, int memory, int size) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withParallelism(1)
                .withIterations(iterations)
                .withMemoryAsKB(memory)
                .withSalt(salt)
                .build());
        byte[] key = new byte[size];
        generator.generateBytes(password.getBytes(UTF_8), key);
        return key;
    }
}
