package io.aerostat.protocol.authentication.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/**
 * Compares secrets and proofs. The time for this does not depend on the position of a difference. Stateless; any
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
