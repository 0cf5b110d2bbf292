package io.aerostat.protocol.authentication.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), from the Java runtime. Stateless; any thread. */
public final class Pbkdf2 {
    private Pbkdf2() {}

    /**
     * Derives a key; slow.
     *
     * @param salt not empty
     * @param size the length of the key in bytes
     */
    public static byte[] sha256(char[] secret, byte[] salt, int iterations, int size) {
        PBEKeySpec key = new PBEKeySpec(secret, salt, iterations, size * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            key.clearPassword();
        }
    }
}
