package io.aerostat.protocol.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.Pbkdf2;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to derive the key from a salted WAMP-CRA secret: PBKDF2 with HMAC-SHA-256 (CRA-3). Immutable; any thread.
 *
 * @param salt the salt, used as text and not decoded from base64 (CRA-4)
 * @param iterations the number of iterations, from 1 to {@value #MAX_ITERATIONS}
 * @param keylen the length of the key in bytes, from 1 to {@value #MAX_KEYLEN}
 */
public record KeyDerivation(String salt, int iterations, int keylen) {
    /**
     * The largest accepted number of iterations, about a second of work. A peer that demands more may want to overload
     * the client (CRA-8).
     */
    public static final int MAX_ITERATIONS = 1_000_000;

    public static final int MAX_KEYLEN = 64;
    /** The number of iterations if a challenge does not specify one. */
    public static final int DEFAULT_ITERATIONS = 1000;

    public static final int DEFAULT_KEYLEN = 32;

    public KeyDerivation {
        if (salt.isEmpty() || !inBounds(iterations, MAX_ITERATIONS) || !inBounds(keylen, MAX_KEYLEN)) {
            throw new IllegalArgumentException("found salt of " + salt.length() + " characters, " + iterations
                    + " iterations, keylen " + keylen + " (expected a salt, 1 to " + MAX_ITERATIONS
                    + " iterations, keylen 1 to " + MAX_KEYLEN + ")");
        }
    }

    private static boolean inBounds(long value, int max) {
        return value >= 1 && value <= max;
    }

    /** Returns the derivation that a CHALLENGE demands, or null if the secret is not salted. */
    static @Nullable KeyDerivation read(OptionReader extra) throws ProtocolViolation {
        String salt = extra.text("salt");
        if (salt == null || salt.isEmpty()) {
            return null;
        }
        long iterations = extra.integer("iterations", DEFAULT_ITERATIONS);
        long keylen = extra.integer("keylen", DEFAULT_KEYLEN);
        if (!inBounds(iterations, MAX_ITERATIONS)) {
            throw ProtocolViolation.of("CHALLENGE.Extra.iterations", iterations, "1 to " + MAX_ITERATIONS);
        }
        if (!inBounds(keylen, MAX_KEYLEN)) {
            throw ProtocolViolation.of("CHALLENGE.Extra.keylen", keylen, "1 to " + MAX_KEYLEN);
        }
        return new KeyDerivation(salt, (int) iterations, (int) keylen);
    }

    /**
     * Returns the key as base64 text, which signs challenges and is stored in user databases (CRA-4). Slow: must not be
     * called on an event loop.
     */
    public String derive(String secret) {
        byte[] key = Pbkdf2.sha256(secret.toCharArray(), salt.getBytes(UTF_8), iterations, keylen);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Adds salt, iterations and key length to the {@code extra} of a CHALLENGE. */
    void writeTo(Map<String, @Nullable Object> extra) {
        extra.put("salt", salt);
        extra.put("keylen", (long) keylen);
        extra.put("iterations", (long) iterations);
    }
}
