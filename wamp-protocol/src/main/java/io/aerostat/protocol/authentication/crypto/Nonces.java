package io.aerostat.protocol.authentication.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes random bytes for challenges and salts. Any thread. */
public final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    public static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Returns {@code size} random bytes as base64. */
    public static String base64(int size) {
        return Base64.getEncoder().encodeToString(bytes(size));
    }
}
