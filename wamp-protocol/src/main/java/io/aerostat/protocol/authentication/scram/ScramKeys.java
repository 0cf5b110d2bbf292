package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Hmac;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The keys derived from a password, and the proofs made with them (RFC 5802 §3, with SHA-256). */
final class ScramKeys {
    private final byte[] clientKey;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramKeys(byte[] clientKey, byte[] serverKey) {
        this.clientKey = clientKey;
        this.storedKey = sha256(clientKey);
        this.serverKey = serverKey;
    }

    /** Derives the keys from a password. Slow: must not be called on an event loop. */
    static ScramKeys derive(String password, byte[] salt, ScramCost cost, ScramDialect dialect) {
        String prepared = SaslPrep.prepare(password)
                .orElseThrow(
                        () -> new IllegalArgumentException("the password holds characters that SASLprep prohibits"));
        byte[] salted = dialect.derive(cost, prepared, salt);
        return new ScramKeys(
                Hmac.sha256(salted, "Client Key".getBytes(US_ASCII)),
                Hmac.sha256(salted, "Server Key".getBytes(US_ASCII)));
    }

    byte[] storedKey() {
        return storedKey;
    }

    byte[] serverKey() {
        return serverKey;
    }

    byte[] clientProof(String authMessage) {
        return xor(clientKey, signature(storedKey, authMessage));
    }

    static byte[] signature(byte[] key, String authMessage) {
        return Hmac.sha256(key, authMessage.getBytes(UTF_8));
    }

    /** Checks whether a proof was made with the key from which {@code storedKey} was derived. */
    static boolean isProof(byte[] proof, byte[] storedKey, String authMessage) {
        return proof.length == storedKey.length
                && ConstantTime.equals(storedKey, sha256(xor(proof, signature(storedKey, authMessage))));
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = a.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= b[i];
        }
        return result;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
