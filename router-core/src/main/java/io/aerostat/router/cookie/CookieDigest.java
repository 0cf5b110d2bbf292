package io.aerostat.router.cookie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key under which a cookie is stored: the SHA-256 digest of its value. The digest does not reveal the random value
 * to a reader of the store, and the duration of a lookup does not reveal how much of a guessed value was right
 * (AUT-10).
 */
final class CookieDigest {
    private CookieDigest() {}

    static String of(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
