package io.aerostat.protocol.authentication.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/**
 * Compares secrets and proofs. The time taken does not depend on where the compared bytes differ. Stateless; any
 * thread.
 */
public final class ConstantTime {
    private ConstantTime() {}

    public static boolean equals(String expected, String found) {
        return equals(expected.getBytes(UTF_8), found.getBytes(UTF_8));
    }

    public static boolean equals(byte[] expected, byte[] found) {
        return MessageDigest.isEqual(expected, found);
    }
}
